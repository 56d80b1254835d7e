#include <algorithm>
#include <cmath>

#include "cryocon_twin/fields.hpp"

namespace sim::cryo {
namespace {

using ::cryocon::bias_voltage;
using ::cryocon::reading;
using ::cryocon::sensor_type;
using ::cryocon::validity;
using ::cryocon::value;
using id = ::cryocon::property_id;

template <auto... Field>
using set_of = member<&settings::inputs, Field...>;

input& input_of(machine& m, int n) { return m.core.inputs[static_cast<std::size_t>(n)]; }
input_settings& settings_of_input(machine& m, int n) {
  return m.core.set.inputs[static_cast<std::size_t>(n)];
}

sensor_type type_of(machine& m, int n) {
  auto const* with = m.core.sensor_of(n);
  return with == nullptr ? sensor_type::none : with->type;
}

// A channel that is initialised anew has no history (guide p. 30).
void begin_anew(machine& m, int n) {
  input_of(m, n).restart();
  m.figures[static_cast<std::size_t>(n)] = {};
}

std::optional<double> figure_of(machine& m, int n, figure which) {
  if (auto const given = m.figures[static_cast<std::size_t>(n)][static_cast<std::size_t>(which)])
    return given;
  auto const& history = input_of(m, n).history();
  if (history.empty()) return std::nullopt;
  switch (which) {
    case figure::minimum:
      return history.minimum();
    case figure::maximum:
      return history.maximum();
    case figure::variance:
      return history.variance();
    case figure::slope:
      return history.slope();
    case figure::offset:
      return history.offset();
  }
  return std::nullopt;
}

reading or_why_not(machine& m, int n, std::optional<double> number) {
  if (number) return reading(*number);
  auto const shown = m.core.shown(n);
  return shown.valid() ? reading(validity::not_available) : shown;
}

template <figure Which>
constexpr behaviour temperature_figure(id which) {
  return {which, [](machine& m, int n) -> value {
            return ::cryocon::temperature(or_why_not(m, n, figure_of(m, n, Which)),
                                          settings_of_input(m, n).units);
          }};
}

template <figure Which>
constexpr behaviour number_figure(id which) {
  return {which,
          [](machine& m, int n) -> value { return or_why_not(m, n, figure_of(m, n, Which)); }};
}

double volts(bias_voltage bias) {
  switch (bias) {
    case bias_voltage::mv3:
      return 3e-3;
    case bias_voltage::mv1:
      return 1e-3;
    case bias_voltage::uv300:
      return 300e-6;
    case bias_voltage::uv200:
      return 200e-6;
    case bias_voltage::uv100:
      return 100e-6;
    default:
      return 10e-3;
  }
}

// Excitation as in tables 4-7 of the guide: 10 uA for diodes, 1 mA or 100 uA for PTC resistors, a
// voltage for ACR.
value power(machine& m, int n) {
  auto const raw = input_of(m, n).raw();
  if (!raw) return or_why_not(m, n, std::nullopt);
  switch (type_of(m, n)) {
    case sensor_type::diode:
      return reading(10e-6 * *raw);
    case sensor_type::ptc100:
      return reading(1e-3 * 1e-3 * *raw);
    case sensor_type::ptc1k:
      return reading(100e-6 * 100e-6 * *raw);
    case sensor_type::ntc10ua:
      return reading(10e-6 * 10e-6 * *raw);
    case sensor_type::acr: {
      double const bias = volts(settings_of_input(m, n).bias);
      return reading(bias * bias / *raw);
    }
    default:
      return reading(validity::not_available);
  }
}

// The bridge balances between 8 ohms and 1 Mohm at 10 mV, and in proportion at less (guide table
// 6).
bool unlocked(machine& m, int n) {
  auto const raw = input_of(m, n).raw();
  if (!raw || type_of(m, n) != sensor_type::acr) return false;
  double const scale = volts(settings_of_input(m, n).bias) / 10e-3;
  return *raw < 8 * scale || *raw > 1e6 * scale;
}

bool set_sensor(machine& m, int n, value const& what) {
  std::int64_t index = 0;
  if (!from_value(what, index) || m.core.sensors.find(static_cast<int>(index)) == nullptr)
    return false;
  settings_of_input(m, n).sensor = static_cast<int>(index);
  if (auto const* with = m.core.sensor_of(n); with->bias != bias_voltage::not_available)
    settings_of_input(m, n).bias = with->bias;
  begin_anew(m, n);
  m.core.refresh(n);
  return true;
}

bool set_units(machine& m, int n, value const& what) {
  auto const before = settings_of_input(m, n).units;
  if (!set_of<&input_settings::units>::set(m, n, what)) return false;
  if (before != settings_of_input(m, n).units) begin_anew(m, n);
  return true;
}

value bias(machine& m, int n) {
  if (type_of(m, n) != sensor_type::acr) return to_value(bias_voltage::not_available);
  return to_value(settings_of_input(m, n).bias);
}

bool set_bias(machine& m, int n, value const& what) {
  if (type_of(m, n) != sensor_type::acr) return false;
  bias_voltage wanted{};
  if (!from_value(what, wanted) || wanted == bias_voltage::not_available) return false;
  settings_of_input(m, n).bias = wanted;
  return true;
}

behaviour const input_rows[] = {
    {id::input_temperature,
     [](machine& m, int n) -> value {
       return ::cryocon::temperature(m.core.shown(n), settings_of_input(m, n).units);
     }},
    {id::input_unit, &set_of<&input_settings::units>::get, &set_units},
    set_of<&input_settings::name>::plain(id::input_name),
    {id::input_sensor_reading,
     [](machine& m, int n) -> value { return or_why_not(m, n, input_of(m, n).raw()); }},
    {id::input_bias_voltage, &bias, &set_bias},
    {id::input_sensor, &set_of<&input_settings::sensor>::get, &set_sensor},
    {id::input_sensor_power, &power},
    {id::input_bridge_unlocked, [](machine& m, int n) -> value { return unlocked(m, n); }},
    {id::input_alarm, [](machine& m, int n) { return to_value(input_of(m, n).alarm()); }},
    set_of<&input_settings::alarm, &limits::highest>::kelvin(id::input_alarm_high),
    set_of<&input_settings::alarm, &limits::lowest>::kelvin(id::input_alarm_low),
    set_of<&input_settings::alarm, &limits::deadband>::difference(id::input_alarm_deadband),
    set_of<&input_settings::alarm, &limits::high_enabled>::plain(id::input_alarm_high_enabled),
    set_of<&input_settings::alarm, &limits::low_enabled>::plain(id::input_alarm_low_enabled),
    set_of<&input_settings::latch>::plain(id::input_alarm_latched),
    {id::input_clear_alarm, nullptr,
     [](machine& m, int n, value const&) {
       input_of(m, n).clear_alarm();
       return true;
     }},
    set_of<&input_settings::audio>::plain(id::input_alarm_audio),
    temperature_figure<figure::minimum>(id::input_minimum),
    temperature_figure<figure::maximum>(id::input_maximum),
    number_figure<figure::variance>(id::input_variance),
    number_figure<figure::slope>(id::input_slope),
    temperature_figure<figure::offset>(id::input_offset),
    {id::input_statistics_time,
     [](machine& m, int n) -> value { return reading(input_of(m, n).history().minutes()); }},
    {id::input_reset_statistics, nullptr,
     [](machine& m, int n, value const&) {
       begin_anew(m, n);
       return true;
     }},
    set_of<&input_settings::tc_offset>::plain(id::input_thermocouple_offset),
};

}  // namespace

std::span<behaviour const> input_behaviours() { return input_rows; }

}  // namespace sim::cryo
