#include "physics/cryostat.hpp"

#include <algorithm>
#include <cmath>

namespace sim::physics {
namespace {

constexpr double room = 295.0;
constexpr double room_conductance = 0.05;  // W/K through the vacuum jacket, when nothing cools
constexpr double coldest = 0.05;           // keeps the laws away from their pole at zero
constexpr double hottest = 1500.0;

double within(double temperature) { return std::clamp(temperature, coldest, hottest); }

}  // namespace

double cooling_power(double temperature) {
  double const bend = std::atan(0.01 * temperature);
  return std::clamp(15.0 * bend * bend * bend, 0.0, 40.0) + 0.1 * temperature - 0.2;
}

double cooler_capacity(double temperature) {
  double const bend = std::atan(temperature / 50.0);
  return 75.0 * bend * bend + 1.0;
}

double sample_capacity(double temperature) {
  double const off = temperature - 12.0;
  return 3.0 * std::atan(temperature / 30.0) + 12.0 * temperature / (off * off + 10.0) + 0.5;
}

double leak(double temperature) { return 0.02 / temperature; }

double link_conductance(double cooler, double sample) {
  double const sum = cooler + sample;
  return sum * sum / 400.0;
}

// The link is some thousand times faster when warm than the stages are, so a plain Runge-Kutta step
// would have to be tiny. With the coefficients held for one step the mean and the difference of the
// two stages have exact solutions.
void cryostat::advance(double seconds, heat in) {
  double const cs = sample_capacity(sample_);
  double const cc = cooler_capacity(cooler_);
  double const taken = cooling_ ? cooling_power(cooler_) : room_conductance * (cooler_ - room);
  double const to_sample = (in.sample + leak(sample_)) / cs;
  double const to_cooler = (in.cooler - taken) / cc;

  double const total = cs + cc;
  double const mean =
      (cs * sample_ + cc * cooler_) / total + (cs * to_sample + cc * to_cooler) / total * seconds;
  double const rate = link_conductance(cooler_, sample_) * (1.0 / cs + 1.0 / cc);
  double const decay = std::exp(-rate * seconds);
  double const difference =
      (sample_ - cooler_) * decay + (to_sample - to_cooler) / rate * (1.0 - decay);

  sample_ = within(mean + cc / total * difference);
  cooler_ = within(mean - cs / total * difference);
}

cryostat cold_cryostat() {
  cryostat stage(4);
  for (int i = 0; i < 4000; ++i) stage.advance(0.5, {});
  return stage;
}

}  // namespace sim::physics
