#pragma once

#include <array>
#include <cyclers/reading.hpp>
#include <limits>
#include <string>
#include <string_view>

namespace cycler_server {

/// Holds what each channel of a cycler has to keep to; what is not set is not a number.
struct safety {
  static constexpr double unset = std::numeric_limits<double>::quiet_NaN();

  double voltage_min = unset;            ///< V
  double voltage_max = unset;            ///< V
  double charge_current_max = unset;     ///< A, a magnitude.
  double discharge_current_max = unset;  ///< A, a magnitude.
  double temperature_max = unset;        ///< degC; not needed for a start.

  /// Says what has to be set before a start, or makes no sense; empty when all is well.
  std::string missing() const;
  /// Says what of a reading is beyond the limits that are set; empty when nothing is.
  std::string breach(cyclers::reading const& what) const;
};

/// Is a limit as an attribute.
struct safety_limit {
  std::string_view name;
  std::string_view unit;
  std::string_view doc;
  double safety::* where;
};

/// Lists the limits in the order of their attributes.
inline constexpr std::array safety_limits{
    safety_limit{"SafetyVoltageMin", "V", "Least voltage that a started channel may have.",
                 &safety::voltage_min},
    safety_limit{"SafetyVoltageMax", "V", "Greatest voltage that a started channel may have.",
                 &safety::voltage_max},
    safety_limit{"SafetyChargeCurrentMax", "A", "Greatest current into a cell, a magnitude.",
                 &safety::charge_current_max},
    safety_limit{"SafetyDischargeCurrentMax", "A", "Greatest current out of a cell, a magnitude.",
                 &safety::discharge_current_max},
    safety_limit{"SafetyTemperatureMax", "degC", "Greatest temperature, where one is measured.",
                 &safety::temperature_max},
};

}  // namespace cycler_server
