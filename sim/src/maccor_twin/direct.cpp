#include "maccor_twin/direct.hpp"

#include <cmath>

namespace sim::mac {
namespace {

using cycler::direction;
using cyclers::maccor::charge_mode;

constexpr int last_range = 4;

double most_current(direct_set_points const& wanted, maccor const& can) {
  return can.most_current[wanted.current_range - 1U];
}

direction way_of(charge_mode mode) {
  if (mode == charge_mode::charge) return direction::charge;
  return mode == charge_mode::discharge ? direction::discharge : direction::rest;
}

// The wire has singles: what was meant to be at the end of a range must not fall out of it.
bool within(double value, double least, double most) {
  constexpr double slack = 1e-6;
  return value >= least - slack * (least < 0 ? -least : least) && value <= most + slack * most;
}

}  // namespace

bool is_legal(direct_set_points const& wanted) {
  bool const known = wanted.mode == charge_mode::charge || wanted.mode == charge_mode::discharge ||
                     wanted.mode == charge_mode::rest;
  bool const numbers = std::isfinite(wanted.current) && std::isfinite(wanted.voltage) &&
                       std::isfinite(wanted.power) && std::isfinite(wanted.resistance);
  return known && numbers && wanted.current_range >= 1 && wanted.current_range <= last_range;
}

active_set_points active_in(direct_set_points const& wanted, maccor const& can) {
  return {.current = within(wanted.current, 0, most_current(wanted, can)),
          .voltage = within(wanted.voltage, can.least_voltage, can.most_voltage),
          .power = within(wanted.power, 0, can.most_power),
          .resistance = wanted.resistance > 0};
}

cycler::set_points output_of(direct_set_points const& wanted, active_set_points started,
                             maccor const& can) {
  auto const now = active_in(wanted, can);
  active_set_points const both{.current = now.current && started.current,
                               .voltage = now.voltage && started.voltage,
                               .power = now.power && started.power,
                               .resistance = now.resistance && started.resistance};
  cycler::set_points out{.way = way_of(wanted.mode)};
  if (both.count() == 0) return {};
  out.current = both.current ? double{wanted.current} : most_current(wanted, can);
  if (both.voltage) out.voltage = wanted.voltage;
  if (both.power) out.power = wanted.power;
  if (both.resistance) out.resistance = wanted.resistance;
  return out;
}

}  // namespace sim::mac
