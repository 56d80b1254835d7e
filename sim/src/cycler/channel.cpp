#include "cycler/channel.hpp"

#include <algorithm>

namespace sim::cycler {

channel::channel(physics::cell_options const& cell, rating can)
    : cell_(cell), can_(can), voltage_(cell_.voltage(0)) {}

void channel::step(set_points const& wanted, double seconds) {
  auto const over = cell_.over(seconds);
  step(over, choose(wanted, can_, over));
}

void channel::step(physics::response const& over, choice output) {
  double const amperes = output.current;
  double const start = over.voltage_at_start(amperes);
  output_ = output;
  voltage_ = over.voltage_at_end(amperes);
  double const ah = amperes * over.seconds() / 3600;
  double const wh = ah * (start + voltage_) / 2;
  (ah < 0 ? counted_.discharge_ah : counted_.charge_ah) += ah < 0 ? -ah : ah;
  (ah < 0 ? counted_.discharge_wh : counted_.charge_wh) += ah < 0 ? -wh : wh;
  cell_.step(over, amperes);
}

void channel::look(set_points const& wanted) {
  auto const now = cell_.over(0);
  output_ = choose(wanted, can_, now);
  voltage_ = now.voltage_at_start(output_.current);
}

void channel::ambient(double celsius) {
  constexpr double coldest = -100;
  constexpr double warmest = 300;
  cell_.ambient(std::clamp(celsius, coldest, warmest));
}

trip channel::breach() const {
  return cycler::breach(safety_, voltage_, output_.current, temperature());
}

}  // namespace sim::cycler
