#include "physics/heater.hpp"

#include <algorithm>
#include <cmath>

namespace sim::physics {

heater_output drive(heater_stage stage, double percent, double load_ohms) {
  if (percent <= 0 || stage.full_scale <= 0) return {};
  double const wanted = stage.full_scale * std::sqrt(std::min(percent, 100.0) / 100.0);
  double const current = std::min(wanted, stage.compliance / std::max(load_ohms, 1e-3));
  double const share = current / stage.full_scale;
  return {.current = current,
          .voltage = current * load_ohms,
          .power = current * current * load_ohms,
          .percent = 100.0 * share * share};
}

}  // namespace sim::physics
