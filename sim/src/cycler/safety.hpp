#pragma once

#include <cmath>
#include <limits>

namespace sim::cycler {

/// Holds the limits beyond which a channel gives up; none unless told. Currents and powers are
/// magnitudes.
struct safety_limits {
  static constexpr double none = std::numeric_limits<double>::infinity();

  double most_voltage = none;            ///< V
  double least_voltage = -none;          ///< V
  double most_charge_current = none;     ///< A
  double most_discharge_current = none;  ///< A
  double most_charge_power = none;       ///< W
  double most_discharge_power = none;    ///< W
  double most_temperature = none;        ///< degC, at the surface of the cell
};

/// Names the limit that a channel went beyond.
enum class trip {
  none,
  voltage_high,
  voltage_low,
  charge_current,
  discharge_current,
  charge_power,
  discharge_power,
  temperature,
};

/// Returns the first limit that a state is beyond; what lies on a limit, to a millionth, is not.
inline trip breach(safety_limits const& of, double volts, double amperes, double celsius) {
  constexpr double slack = 1e-6;
  auto const beyond = [](double value, double limit) {
    return value > limit + slack * (1 + std::abs(limit));
  };
  double const watts = volts * amperes;
  if (beyond(volts, of.most_voltage)) return trip::voltage_high;
  if (beyond(-volts, -of.least_voltage)) return trip::voltage_low;
  if (beyond(amperes, of.most_charge_current)) return trip::charge_current;
  if (beyond(-amperes, of.most_discharge_current)) return trip::discharge_current;
  if (beyond(watts, of.most_charge_power)) return trip::charge_power;
  if (beyond(-watts, of.most_discharge_power)) return trip::discharge_power;
  if (beyond(celsius, of.most_temperature)) return trip::temperature;
  return trip::none;
}

}  // namespace sim::cycler
