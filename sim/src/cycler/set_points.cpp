#include "cycler/set_points.hpp"

#include <algorithm>
#include <cmath>

namespace sim::cycler {
namespace {

// Beyond any cycler, and far from where squares overflow.
constexpr double most = 1e9;

std::optional<double> given(std::optional<double> const& value) {
  if (!value || !std::isfinite(*value)) return {};
  return std::clamp(*value, -most, most);
}

void at_most(choice& of, double current, governor by) {
  if (current < of.current) of = {current, by};
}

void at_least(choice& of, double current, governor by) {
  if (current > of.current) of = {current, by};
}

bool any(set_points const& of) {
  return given(of.current) || given(of.voltage) || given(of.power) || given(of.resistance);
}

choice charge(set_points const& wanted, rating const& can, physics::response const& cell) {
  choice to{can.most_current, governor::rating};
  if (auto const amperes = given(wanted.current)) at_most(to, *amperes, governor::current);
  if (auto const watts = given(wanted.power))
    at_most(to, cell.current_for_power(std::max(*watts, 0.0)), governor::power);
  if (auto const ohms = given(wanted.resistance))
    at_most(to, *ohms > 0 ? cell.current_for_charging_resistance(*ohms) : 0, governor::resistance);
  if (auto const volts = given(wanted.voltage))
    at_most(to, cell.current_for_voltage(*volts), governor::voltage);
  at_most(to, cell.current_for_voltage(can.most_voltage), governor::rating);
  at_least(to, 0, to.by);
  return to;
}

choice discharge(set_points const& wanted, rating const& can, physics::response const& cell) {
  choice to{-can.most_current, governor::rating};
  if (auto const amperes = given(wanted.current)) at_least(to, -*amperes, governor::current);
  if (auto const watts = given(wanted.power))
    at_least(to, cell.current_for_power(-std::max(*watts, 0.0)), governor::power);
  if (auto const ohms = given(wanted.resistance))
    at_least(to, *ohms > 0 ? cell.current_for_resistance(*ohms) : 0, governor::resistance);
  if (auto const volts = given(wanted.voltage))
    at_least(to, cell.current_for_voltage(*volts), governor::voltage);
  at_least(to, cell.current_for_voltage(can.least_voltage), governor::rating);
  at_most(to, 0, to.by);
  return to;
}

choice hold(set_points const& wanted, rating const& can, physics::response const& cell) {
  auto const volts = given(wanted.voltage);
  if (!volts) return {};
  double const target = std::clamp(*volts, can.least_voltage, can.most_voltage);
  choice to{cell.current_for_voltage(target), governor::voltage};
  at_most(to, can.most_current, governor::rating);
  at_least(to, -can.most_current, governor::rating);
  if (auto const amperes = given(wanted.current)) {
    at_most(to, std::max(*amperes, 0.0), governor::current);
    at_least(to, -std::max(*amperes, 0.0), governor::current);
  }
  if (auto const watts = given(wanted.power)) {
    at_most(to, cell.current_for_power(std::max(*watts, 0.0)), governor::power);
    at_least(to, cell.current_for_power(-std::max(*watts, 0.0)), governor::power);
  }
  return to;
}

}  // namespace

choice choose(set_points const& wanted, rating const& can, physics::response const& cell) {
  if (wanted.way == direction::rest || !any(wanted)) return {};
  switch (wanted.way) {
    case direction::charge:
      return charge(wanted, can, cell);
    case direction::discharge:
      return discharge(wanted, can, cell);
    default:
      return hold(wanted, can, cell);
  }
}

}  // namespace sim::cycler
