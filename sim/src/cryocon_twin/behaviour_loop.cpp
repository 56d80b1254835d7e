#include "cryocon_twin/fields.hpp"

namespace sim::cryo {
namespace {

using ::cryocon::heater_range;
using ::cryocon::loop_type;
using ::cryocon::value;
using id = ::cryocon::property_id;

template <auto... Field>
using loop_set = member<&settings::loops, Field...>;
template <auto... Field>
using relay_set = member<&settings::relays, Field...>;

loop& loop_of(machine& m, int n) { return m.core.loops[static_cast<std::size_t>(n)]; }
loop_settings& settings_of_loop(machine& m, int n) {
  return m.core.set.loops[static_cast<std::size_t>(n)];
}

bool set_source(machine& m, int n, value const& what) {
  if (!loop_set<&loop_settings::source>::set_channel(m, n, what)) return false;
  loop_of(m, n).settle();
  return true;
}

// The largest set point is 10,000 K at most (guide p. 33).
bool set_max_set_point(machine& m, int n, value const& what) {
  auto& set = settings_of_loop(m, n);
  auto const number = shown_number(m, set.source, what);
  auto const kelvin = number ? m.core.display_of(set.source).to_kelvin(*number) : std::nullopt;
  if (!kelvin || *kelvin < 0 || *kelvin > 10000) return false;
  set.max_set_point = *kelvin;
  return true;
}

// Above the largest set point or below zero, which is 0 K, is refused (guide p. 102).
bool set_point(machine& m, int n, value const& what) {
  auto const& set = settings_of_loop(m, n);
  auto const number = shown_number(m, set.source, what);
  auto const kelvin = number ? m.core.display_of(set.source).to_kelvin(*number) : std::nullopt;
  if (!kelvin || *kelvin < 0 || *kelvin > set.max_set_point) return false;
  m.core.set_point(n, *kelvin);
  return true;
}

bool set_loop_type(machine& m, int n, value const& what) {
  loop_type wanted{};
  if (!from_value(what, wanted) || (wanted == loop_type::scale && n < 2)) return false;
  if (wanted != settings_of_loop(m, n).type) loop_of(m, n).settle();
  settings_of_loop(m, n).type = wanted;
  return true;
}

bool set_range(machine& m, int n, value const& what) {
  heater_range wanted{};
  if (!from_value(what, wanted) || !has_range(m.core.model, n, wanted)) return false;
  settings_of_loop(m, n).range = wanted;
  return true;
}

// Loop 2 takes loads of all kinds, so it ignores the command; loops 3 and 4 drive none (guide p.
// 104).
bool set_load(machine& m, int n, value const& what) {
  return n == 0 ? loop_set<&loop_settings::load>::set(m, n, what) : n == 1;
}

// In display units per minute.
value rate(machine& m, int n) {
  auto const& set = settings_of_loop(m, n);
  return m.core.display_of(set.source).difference_from_kelvin(set.rate);
}

value tuning_state(machine& m, int n) {
  using ::cryocon::autotune_state;
  switch (loop_of(m, n).tuning.status()) {
    case autotune::state::idle:
      return to_value(autotune_state::idle);
    case autotune::state::stabilize:
    case autotune::state::running:
      return to_value(autotune_state::running);
    case autotune::state::complete:
      return to_value(autotune_state::complete);
    case autotune::state::failed:
      return to_value(autotune_state::failed);
    case autotune::state::abort:
      return to_value(autotune_state::abort);
  }
  return {};
}

bool leave_tuning(machine& m, int n, value const&) {
  auto& tuning = loop_of(m, n).tuning;
  if (tuning.busy())
    tuning.abort();
  else
    tuning.reset();
  return true;
}

template <auto Gain>
constexpr behaviour found(id which) {
  return {which, [](machine& m, int n) -> value {
            auto const gains = loop_of(m, n).tuning.result();
            return gains ? (*gains).*Gain : -1.0;
          }};
}

behaviour const loop_rows[] = {
    {id::loop_source, &loop_set<&loop_settings::source>::get_channel, &set_source},
    {id::loop_set_point, &loop_set<&loop_settings::set_point>::get_kelvin, &set_point},
    {id::loop_error, [](machine& m, int n) { return to_value(loop_of(m, n).error()); }},
    {id::loop_type, &loop_set<&loop_settings::type>::get, &set_loop_type},
    loop_set<&loop_settings::table>::plain(id::loop_table_index),
    {id::loop_range, &loop_set<&loop_settings::range>::get, &set_range},
    {id::loop_ramp, [](machine& m, int n) -> value { return loop_of(m, n).ramping(); }},
    {id::loop_rate, &rate, &loop_set<&loop_settings::rate>::set_difference},
    loop_set<&loop_settings::gains, &physics::gains::p>::plain(id::loop_proportional_gain),
    loop_set<&loop_settings::gains, &physics::gains::i>::plain(id::loop_integrator_gain),
    loop_set<&loop_settings::gains, &physics::gains::d>::plain(id::loop_differentiator_gain),
    loop_set<&loop_settings::manual>::plain(id::loop_manual_output_power),
    {id::loop_output_power, [](machine& m, int n) -> value { return loop_of(m, n).percent(); }},
    {id::loop_heater_power,
     [](machine& m, int n) -> value { return loop_of(m, n).output().percent; }},
    {id::loop_load, &loop_set<&loop_settings::load>::get, &set_load},
    loop_set<&loop_settings::max_power>::plain(id::loop_max_output_power),
    {id::loop_max_set_point, &loop_set<&loop_settings::max_set_point>::get_kelvin,
     &set_max_set_point},
    {id::loop_output_voltage,
     [](machine& m, int n) -> value { return loop_of(m, n).output().voltage; }},
    {id::loop_output_current,
     [](machine& m, int n) -> value { return loop_of(m, n).output().current; }},
    {id::loop_output_load_resistance,
     [](machine& m, int n) -> value {
       return loop_of(m, n).engaged() && n < 2 ? loop_of(m, n).load_ohms : -1.0;
     }},
    {id::loop_temperature,
     [](machine& m, int n) -> value { return ::cryocon::reading(loop_of(m, n).heat_sink()); }},

    {id::loop_autotune_start, nullptr,
     [](machine& m, int n, value const&) { return m.core.tune(n); }},
    {id::loop_autotune_exit, nullptr, &leave_tuning},
    {id::loop_autotune_save, nullptr,
     [](machine& m, int n, value const&) { return m.core.save_tuning(n); }},
    {id::loop_autotune_mode,
     [](machine& m, int n) {
       return to_value(static_cast<::cryocon::autotune_mode>(settings_of_loop(m, n).tuning.mode));
     },
     &loop_set<&loop_settings::tuning, &autotune::options::mode>::set},
    loop_set<&loop_settings::tuning, &autotune::options::delta>::plain(id::loop_autotune_power),
    loop_set<&loop_settings::tuning, &autotune::options::timeout>::plain(id::loop_autotune_timeout),
    found<&physics::gains::p>(id::loop_autotune_proportional_gain),
    found<&physics::gains::i>(id::loop_autotune_integrator_gain),
    found<&physics::gains::d>(id::loop_autotune_differentiator_gain),
    {id::loop_autotune_status, &tuning_state},

    {id::relay_status,
     [](machine& m, int n) {
       return to_value(m.core.relays[static_cast<std::size_t>(n)].state());
     }},
    relay_set<&relay_settings::source>::channel(id::relay_source),
    relay_set<&relay_settings::mode>::plain(id::relay_mode),
    relay_set<&relay_settings::set, &limits::highest>::kelvin(id::relay_high),
    relay_set<&relay_settings::set, &limits::lowest>::kelvin(id::relay_low),
    relay_set<&relay_settings::set, &limits::high_enabled>::plain(id::relay_high_enabled),
    relay_set<&relay_settings::set, &limits::low_enabled>::plain(id::relay_low_enabled),
    relay_set<&relay_settings::set, &limits::deadband>::difference(id::relay_deadband),
    {id::relay_temperature,
     [](machine& m, int n) -> value {
       auto const source = m.core.set.relays[static_cast<std::size_t>(n)].source;
       return ::cryocon::temperature(m.core.shown(source),
                                     m.core.set.inputs[static_cast<std::size_t>(source)].units);
     }},
};

}  // namespace

std::span<behaviour const> loop_behaviours() { return loop_rows; }

}  // namespace sim::cryo
