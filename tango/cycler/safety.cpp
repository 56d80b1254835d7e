#include "cycler/safety.hpp"

#include <fmt/format.h>

#include <cmath>

namespace cycler_server {

std::string safety::missing() const {
  for (safety_limit const& each : safety_limits)
    if (std::isnan(this->*each.where) && each.where != &safety::temperature_max)
      return fmt::format("{} is not set", each.name);
  if (voltage_min >= voltage_max)
    return fmt::format("SafetyVoltageMin {} V is not below SafetyVoltageMax {} V", voltage_min,
                       voltage_max);
  if (charge_current_max < 0 || discharge_current_max < 0)
    return "a greatest current is negative: it is a magnitude";
  return {};
}

std::string safety::breach(cyclers::reading const& what) const {
  // A limit that is not a number is never passed.
  if (what.voltage < voltage_min)
    return fmt::format("{} V is below {} V", what.voltage, voltage_min);
  if (what.voltage > voltage_max)
    return fmt::format("{} V is above {} V", what.voltage, voltage_max);
  // A current whose direction is not known is held against both.
  bool const either = what.status == cyclers::activity::running;
  if (what.current > charge_current_max)
    return fmt::format("{} A is above {} A", what.current, charge_current_max);
  if (-what.current > discharge_current_max ||
      (either && std::abs(what.current) > discharge_current_max))
    return fmt::format("{} A is above {} A of discharging", std::abs(what.current),
                       discharge_current_max);
  if (what.temperature && *what.temperature > temperature_max)
    return fmt::format("{} degC is above {} degC", *what.temperature, temperature_max);
  return {};
}

}  // namespace cycler_server
