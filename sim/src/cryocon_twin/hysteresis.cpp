#include "cryocon_twin/hysteresis.hpp"

namespace sim::cryo {

side hysteresis::watch(limits const& set, double temperature) {
  double const high = set.highest + (at_ == side::high ? -set.deadband : set.deadband);
  double const low = set.lowest - (at_ == side::low ? -set.deadband : set.deadband);
  if (set.high_enabled && temperature > high)
    at_ = side::high;
  else if (set.low_enabled && temperature < low)
    at_ = side::low;
  else
    at_ = side::none;
  return at_;
}

}  // namespace sim::cryo
