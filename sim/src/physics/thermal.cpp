#include "physics/thermal.hpp"

#include <cmath>

namespace sim::physics {

lumped_body::lumped_body(thermal_constants of, double temperature, double air)
    : of_(of), core_(temperature), surface_(temperature), air_(air) {}

// The exponential of the 2 x 2 matrix: both eigenvalues are real, for heat does not swing.
void lumped_body::prepare(double seconds) {
  double const core_rate = 1 / (of_.core_capacity * of_.core_to_surface);
  double const surface_rate = 1 / (of_.surface_capacity * of_.core_to_surface);
  double const air_rate = 1 / (of_.surface_capacity * of_.surface_to_air);
  double const middle = -(core_rate + surface_rate + air_rate) / 2;
  double const spread = std::sqrt(middle * middle - core_rate * air_rate);
  double const slow = std::exp((middle + spread) * seconds);
  double const fast = std::exp((middle - spread) * seconds);
  double const even = (slow + fast) / 2;
  double const odd = (slow - fast) / (2 * spread);
  transition_ = {even + odd * (-core_rate - middle), odd * core_rate, odd * surface_rate,
                 even + odd * (-surface_rate - air_rate - middle)};
  prepared_for_ = seconds;
}

void lumped_body::step(double watts, double seconds) {
  // The exponentials are dear, and nearly all steps are of one length.
  if (seconds != prepared_for_) prepare(seconds);
  double const steady_surface = air_ + watts * of_.surface_to_air;
  double const steady_core = steady_surface + watts * of_.core_to_surface;
  double const core = core_ - steady_core;
  double const surface = surface_ - steady_surface;
  core_ = steady_core + transition_[0] * core + transition_[1] * surface;
  surface_ = steady_surface + transition_[2] * core + transition_[3] * surface;
}

}  // namespace sim::physics
