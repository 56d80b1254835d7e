#include <fmt/format.h>

#include <cmath>

#include "cryocon_twin/calendar.hpp"
#include "cryocon_twin/fields.hpp"

namespace sim::cryo {
namespace {

using ::cryocon::value;
using id = ::cryocon::property_id;

template <auto Mask>
constexpr behaviour mask(id which) {
  return {which, [](machine& m, int) { return to_value(m.status.*Mask); },
          [](machine& m, int, value const& what) { return from_value(what, m.status.*Mask); }};
}

template <auto Text>
constexpr behaviour fixed(id which) {
  return {which, [](machine& m, int) -> value { return m.*Text; }};
}

value number(unsigned bits) { return std::int64_t{bits}; }

value day_of(machine& m, int) {
  auto const now = fields(m.core.now());
  return ::cryocon::date{std::chrono::year(now.year) / static_cast<int>(now.month) /
                         static_cast<int>(now.day)};
}

bool set_day(machine& m, int, value const& what) {
  auto const* day = std::get_if<::cryocon::date>(&what);
  if (day == nullptr || !day->ok()) return false;
  auto const midnight = std::chrono::floor<std::chrono::days>(m.core.now());
  m.core.set_clock(std::chrono::sys_days(*day) + (m.core.now() - midnight));
  return true;
}

value time_of(machine& m, int) {
  auto const now = fields(m.core.now());
  return ::cryocon::time_of_day{static_cast<int>(now.hour), static_cast<int>(now.minute),
                                static_cast<int>(now.second)};
}

bool set_time(machine& m, int, value const& what) {
  auto const* time = std::get_if<::cryocon::time_of_day>(&what);
  if (time == nullptr || !time->ok()) return false;
  auto const midnight = std::chrono::floor<std::chrono::days>(m.core.now());
  m.core.set_clock(midnight + std::chrono::hours(time->hour) + std::chrono::minutes(time->minute) +
                   std::chrono::seconds(time->second));
  return true;
}

bool engage(machine& m, bool on) {
  on ? m.core.control() : m.core.stop();
  return true;
}

behaviour const system_rows[] = {
    {id::common_clear_status, nullptr,
     [](machine& m, int, value const&) {
       m.status.clear();
       return true;
     }},
    mask<&registers::event_enable>(id::common_event_enable),
    {id::common_event_status, [](machine& m, int) { return number(m.status.take()); }},
    {id::common_operation_complete, [](machine&, int) { return number(1); }},
    {id::common_signal_complete, nullptr,
     [](machine& m, int, value const&) {
       m.status.raise(registers::complete);
       return true;
     }},
    fixed<&machine::idn>(id::common_idn),
    {id::common_reset, nullptr,
     [](machine& m, int, value const&) {
       m.reset();
       return true;
     }},
    mask<&registers::service_enable>(id::common_service_enable),
    {id::common_status_byte,
     [](machine& m, int) { return number(m.status.status_byte(m.core.status(), m.answer_waits)); }},

    {id::control_control, [](machine& m, int) -> value { return m.core.controlling(); },
     [](machine& m, int, value const& what) {
       auto const* on = std::get_if<bool>(&what);
       return engage(m, on == nullptr || *on);
     }},
    {id::control_stop, nullptr, [](machine& m, int, value const&) { return engage(m, false); }},

    {id::system_save, nullptr,
     [](machine& m, int, value const&) {
       m.saved = m.present();
       return true;
     }},
    {id::system_beep, nullptr,
     [](machine& m, int, value const& what) {
       std::int64_t seconds = 0;
       if (!from_value(what, seconds)) return false;
       m.core.beep(static_cast<double>(seconds));
       return true;
     }},
    {id::system_display_filter_time, [](machine& m, int) -> value { return m.core.set.filter; },
     [](machine& m, int, value const& what) { return from_value(what, m.core.set.filter); }},
    {id::system_reseed, nullptr,
     [](machine& m, int, value const&) {
       for (auto& each : m.core.inputs) each.reseed();
       return true;
     }},
    {id::system_home, nullptr, [](machine&, int, value const&) { return true; }},
    {id::system_name, [](machine& m, int) -> value { return m.name; },
     [](machine& m, int, value const& what) { return from_value(what, m.name); }},
    fixed<&machine::hardware>(id::system_hw_revision),
    fixed<&machine::firmware>(id::system_fw_revision),
    {id::system_power_up_control,
     [](machine& m, int) -> value { return m.core.set.power_up_control; },
     [](machine& m, int, value const& what) {
       return from_value(what, m.core.set.power_up_control);
     }},
    {id::system_date, &day_of, &set_day},
    {id::system_time, &time_of, &set_time},
    // The fan follows the warmer of the two heat sinks.
    {id::system_fan_speed,
     [](machine& m, int) -> value {
       double const sink = std::max(m.core.loops[0].heat_sink(), m.core.loops[1].heat_sink());
       return std::round(2400 + 40 * (sink - 25));
     }},
    {id::system_instrument_status, [](machine& m, int) { return number(m.core.status()); }},
    mask<&registers::instrument_enable>(id::system_instrument_enable),
};

}  // namespace

std::span<behaviour const> system_behaviours() { return system_rows; }

}  // namespace sim::cryo
