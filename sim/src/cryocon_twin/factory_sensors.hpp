#pragma once

#include <vector>

#include "cryocon_twin/sensors.hpp"

namespace sim::cryo {

struct factory_sensor {
  int index;
  sensor what;
};

/// Lists the sensors of appendix A (guide p. 117) with typical characteristics over their whole
/// ranges.
std::vector<factory_sensor> const& factory_sensors();

}  // namespace sim::cryo
