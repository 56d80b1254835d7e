#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>

#include "cryocon_twin/fields.hpp"
#include "cryocon_twin/zones.hpp"

namespace sim::cryo {
namespace {

using ::cryocon::value;
using id = ::cryocon::property_id;

// Only user sensors may be edited; indices without a sensor are refused in both directions (guide
// p. 108, 118).
template <auto Field>
value sensor_get(machine& m, int index) {
  auto const* found = m.core.sensors.find(index);
  return found == nullptr ? value{} : to_value(found->*Field);
}

template <auto Field>
bool sensor_set(machine& m, int index, value const& what) {
  auto* found = m.core.sensors.user(index);
  return found != nullptr && from_value(what, found->*Field);
}

template <auto Field>
constexpr behaviour of_sensor(id which) {
  return {which, &sensor_get<Field>, &sensor_set<Field>};
}

bool set_sensor_type(machine& m, int index, value const& what) {
  auto* found = m.core.sensors.user(index);
  return found != nullptr && from_value(what, found->type);
}

bool is_address(std::string_view text) {
  int parts = 0;
  while (parts < 4) {
    unsigned part = 256;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), part);
    if (error != std::errc{} || part > 255) return false;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (++parts == 4) return text.empty();
    if (!text.starts_with('.')) return false;
    text.remove_prefix(1);
  }
  return false;
}

// The rest of these is remembered; the instrument only looks at their form.
template <id Which, auto Allowed>
bool remember(machine& m, int n, value const& what) {
  auto const* text = std::get_if<std::string>(&what);
  if (text == nullptr || !Allowed(*text)) return false;
  m.plain.put(Which, n, what);
  return true;
}

bool is_mail(std::string_view text) { return text.empty() || text.find('@') != text.npos; }

template <id Which, auto Allowed>
constexpr behaviour checked(void) {
  return {Which, nullptr, &remember<Which, Allowed>};
}

bool restore(machine& m, int index, value const&) {
  auto const& stored = m.setups[static_cast<std::size_t>(index)];
  if (stored) m.adopt(*stored);
  return stored.has_value();
}

overtemp_settings& overtemp(machine& m) { return m.core.set.overtemp; }

behaviour const storage_rows[] = {
    {id::config_save, nullptr,
     [](machine& m, int index, value const&) {
       m.setups[static_cast<std::size_t>(index)] = m.present();
       return true;
     }},
    {id::config_restore, nullptr, &restore},

    {id::overtemp_enable, [](machine& m, int) -> value { return overtemp(m).enabled; },
     [](machine& m, int, value const& what) { return from_value(what, overtemp(m).enabled); }},
    {id::overtemp_source,
     [](machine& m, int) -> value {
       return ::cryocon::channel(static_cast<char>('A' + overtemp(m).source));
     },
     [](machine& m, int, value const& what) {
       auto const* letter = std::get_if<::cryocon::channel>(&what);
       if (letter == nullptr || !m.core.has_channel(letter->letter())) return false;
       overtemp(m).source = letter->letter() - 'A';
       return true;
     }},
    {id::overtemp_temperature,
     [](machine& m, int) {
       auto const source = overtemp(m).source;
       return shown_value(m, source,
                          m.core.display_of(source).from_kelvin(overtemp(m).temperature));
     },
     [](machine& m, int, value const& what) {
       auto const number = shown_number(m, overtemp(m).source, what);
       auto const kelvin =
           number ? m.core.display_of(overtemp(m).source).to_kelvin(*number) : std::nullopt;
       if (kelvin) overtemp(m).temperature = *kelvin;
       return kelvin.has_value();
     }},

    {id::curve_data,
     [](machine& m, int n) -> value {
       return as_curve(*m.core.sensors.user(sensor_library::first_user + n));
     },
     [](machine& m, int n, value const& what) {
       auto const* sent = std::get_if<::cryocon::curve>(&what);
       if (sent == nullptr) return false;
       auto stored = conditioned(*sent);
       if (stored.characteristic.empty()) return false;
       *m.core.sensors.user(sensor_library::first_user + n) = std::move(stored);
       return true;
     }},

    of_sensor<&sensor::name>(id::sensor_name),
    {id::sensor_entries,
     [](machine& m, int index) -> value {
       auto const* found = m.core.sensors.find(index);
       if (found == nullptr) return {};
       return static_cast<std::int64_t>(found->characteristic.points().size());
     }},
    of_sensor<&sensor::units>(id::sensor_units),
    {id::sensor_type, &sensor_get<&sensor::type>, &set_sensor_type},
    of_sensor<&sensor::multiplier>(id::sensor_multiplier),

    {id::pid_table_name,
     [](machine& m, int n) -> value { return m.core.tables[static_cast<std::size_t>(n)].name; },
     [](machine& m, int n, value const& what) {
       return from_value(what, m.core.tables[static_cast<std::size_t>(n)].name);
     }},
    {id::pid_table_entries,
     [](machine& m, int n) -> value {
       return static_cast<std::int64_t>(m.core.tables[static_cast<std::size_t>(n)].zones.size());
     }},
    {id::pid_table_table,
     [](machine& m, int n) -> value { return m.core.tables[static_cast<std::size_t>(n)]; },
     [](machine& m, int n, value const& what) {
       auto const* sent = std::get_if<::cryocon::pid_table>(&what);
       if (sent == nullptr) return false;
       m.core.tables[static_cast<std::size_t>(n)] = conditioned(*sent);
       return true;
     }},

    checked<id::network_ip_address, &is_address>(),
    checked<id::mail_server, &is_address>(),
    checked<id::mail_from, &is_mail>(),
    checked<id::mail_to, &is_mail>(),

    {id::data_log_state, [](machine& m, int) -> value { return m.core.set.logging; },
     [](machine& m, int, value const& what) {
       bool on = false;
       if (!from_value(what, on)) return false;
       m.core.log(on);
       return true;
     }},
    {id::data_log_interval,
     [](machine& m, int) -> value { return std::int64_t{m.core.set.log_interval}; },
     [](machine& m, int, value const& what) { return from_value(what, m.core.set.log_interval); }},
    {id::data_log_count,
     [](machine& m, int) -> value { return static_cast<std::int64_t>(m.core.log_buffer.count()); }},
    {id::data_log_reset, nullptr,
     [](machine& m, int, value const&) {
       m.core.log_buffer.renumber();
       return true;
     }},
    {id::data_log_clear, nullptr,
     [](machine& m, int, value const&) {
       m.core.log_buffer.clear();
       return true;
     }},
};

}  // namespace

std::span<behaviour const> storage_behaviours() { return storage_rows; }

}  // namespace sim::cryo
