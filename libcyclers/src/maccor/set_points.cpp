#include "maccor/set_points.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace cyclers::maccor::detail {

using set_points = messages::direct_set_points;

namespace {

float single(double value) { return static_cast<float>(value); }

sockio::failure refuse(std::string problem) {
  return {make_error_code(errc::limit_breached),
          {.problem = std::move(problem), .advice = "nothing was sent"}};
}

std::string wrong_magnitude(std::string_view what, std::string_view unit, double value,
                            double most) {
  // Not "value <= 0": what is no number is wrong too.
  if (!(value > 0) || !std::isfinite(value))
    return fmt::format("a {} of {} {} makes no sense: give a positive magnitude", what, value,
                       unit);
  if (value > most)
    return fmt::format("a {} of {} {} is more than the limit of {} {}", what, value, unit, most,
                       unit);
  return {};
}

}  // namespace

std::string point_maker::nonsense() const {
  if (auto const wrong = detail::nonsense(limits_.safety()); !wrong.empty()) return wrong;
  if (!(limits_.highest() <= limits_.v_max && limits_.lowest() >= limits_.v_min &&
        limits_.lowest() < limits_.highest()))
    return "charge_to and discharge_to must lie between v_min and v_max, in this order";
  if (options_.power && options_.resistance)
    return "power and resistance together with current and voltage are four set points; a tester "
           "takes three";
  if (options_.current_range < 1 || options_.current_range > 4) return "current ranges are 1 to 4";
  if (options_.gap < std::chrono::milliseconds(100))
    return "a tester wants 100 ms between two outputs";
  bool const beats = options_.watchdog > sockio::duration{};
  if (beats && options_.heartbeat >= options_.watchdog)
    return "the heartbeat must be faster than the tester's watchdog";
  if (beats && options_.gap >= options_.watchdog)
    return "the gap between two outputs must be shorter than the tester's watchdog";
  if (!(rest_current().value >= 0 && rest_current() <= smallest_limit()))
    return fmt::format("rest_current of {} A is no current, or more than the limit of {} A",
                       rest_current().value, smallest_limit().value);
  if (options_.stuck_after <= sockio::duration{} || options_.rest_within <= sockio::duration{})
    return "stuck_after and rest_within must be more than nothing";
  return {};
}

/// Returns the smaller limit of those that let a current flow.
ampere point_maker::smallest_limit() const {
  ampere least{std::numeric_limits<double>::infinity()};
  for (ampere const each : {limits_.i_charge, limits_.i_discharge})
    if (each.value > 0 && each < least) least = each;
  return least;
}

ampere point_maker::rest_current() const {
  static constexpr ampere plain{0.01};
  return options_.rest_current.value_or(std::min(plain, smallest_limit()));
}

std::string point_maker::fit(messages::channel_limits const& can) {
  using limits = messages::channel_limits;
  static constexpr std::pair<float limits::*, float limits::*> ranges[] = {
      {&limits::i_charge_1, &limits::i_discharge_1},
      {&limits::i_charge_2, &limits::i_discharge_2},
      {&limits::i_charge_3, &limits::i_discharge_3},
      {&limits::i_charge_4, &limits::i_discharge_4}};
  auto const [charge, discharge] = ranges[options_.current_range - 1U];
  // Each condition says what is right: what is no number is wrong.
  if (!(single(limits_.highest().value) <= can.v_max &&
        single(limits_.lowest().value) >= can.v_min))
    return fmt::format("set points from {} to {} V are not within the channel's {} to {} V",
                       limits_.lowest().value, limits_.highest().value, can.v_min, can.v_max);
  if (!(single(limits_.i_charge.value) <= can.*charge &&
        single(limits_.i_discharge.value) <= can.*discharge))
    return fmt::format(
        "limits of {} A in charge and {} A in discharge are not within the {} A and "
        "{} A of the channel's current range {}",
        limits_.i_charge.value, limits_.i_discharge.value, can.*charge, can.*discharge,
        options_.current_range);
  if (!options_.power) return {};
  if (auto wrong = fit_power(charge_mode::charge, can.p_channel_charge); !wrong.empty())
    return wrong;
  return fit_power(charge_mode::discharge, can.p_channel_discharge);
}

/// A channel may not tell its power: then it has 0.
std::string point_maker::fit_power(charge_mode mode, float most) {
  if (!(most > 0)) return {};
  auto& own = mode == charge_mode::charge ? limits_.p_charge : limits_.p_discharge;
  if (own.value == 0) own = {std::min(most_power(mode).value, double{most})};
  if (single(own.value) <= most) return {};
  return fmt::format("a limit of {} W is not within the channel's {} W", own.value, most);
}

set_points point_maker::base(charge_mode mode) const {
  set_points one;
  bool const in = mode == charge_mode::charge;
  one.mode = mode;
  one.current = single(in ? limits_.i_charge.value : limits_.i_discharge.value);
  one.voltage = single(in ? limits_.highest().value : limits_.lowest().value);
  one.power = options_.power ? single(most_power(mode).value) : inactive;
  one.resistance = 0;
  one.current_range = options_.current_range;
  return one;
}

/// A limit of 0 is the channel's own, which is not known here: current and voltage make another.
watt point_maker::most_power(charge_mode mode) const {
  bool const in = mode == charge_mode::charge;
  watt const own = in ? limits_.p_charge : limits_.p_discharge;
  if (own.value > 0) return own;
  return {limits_.v_max.value * (in ? limits_.i_charge : limits_.i_discharge).value};
}

set_points point_maker::at_start() const {
  set_points one = base(charge_mode::charge);
  one.mode = charge_mode::rest;
  one.current = 0;
  if (options_.power) one.power = 0;
  if (options_.resistance) one.resistance = 1000;
  return one;
}

set_points point_maker::rest() const {
  set_points one;
  one.current_range = options_.current_range;
  one.mode = charge_mode::rest;
  return one;
}

std::string point_maker::wrong_voltage(volt voltage) const {
  if (voltage >= limits_.lowest() && voltage <= limits_.highest()) return {};
  return fmt::format("a voltage of {} V is outside of the limits, {} to {} V", voltage.value,
                     limits_.lowest().value, limits_.highest().value);
}

sockio::result<set_points> point_maker::drive(charge_mode mode, ampere current,
                                              std::optional<volt> until) const {
  bool const in = mode == charge_mode::charge;
  volt const end = until.value_or(in ? limits_.highest() : limits_.lowest());
  ampere const most = in ? limits_.i_charge : limits_.i_discharge;
  auto wrong =
      wrong_magnitude(in ? "charge current" : "discharge current", "A", current.value, most.value);
  if (wrong.empty()) wrong = wrong_voltage(end);
  if (!wrong.empty()) return refuse(std::move(wrong));
  set_points one = base(mode);
  one.current = single(current.value);
  one.voltage = single(end.value);
  return one;
}

sockio::result<set_points> point_maker::constant_voltage(volt voltage, ampere most) const {
  return most.value < 0 ? drive(charge_mode::discharge, -most, voltage)
                        : drive(charge_mode::charge, most, voltage);
}

sockio::result<set_points> point_maker::current(ampere signed_current) const {
  if (signed_current.value == 0) return rest();
  return signed_current.value < 0 ? drive(charge_mode::discharge, -signed_current)
                                  : drive(charge_mode::charge, signed_current);
}

sockio::result<set_points> point_maker::drive(charge_mode mode, watt power) const {
  if (!options_.power) return refuse("power is not active: set direct_options::power");
  bool const in = mode == charge_mode::charge;
  auto wrong = wrong_magnitude(in ? "charge power" : "discharge power", "W", power.value,
                               most_power(mode).value);
  if (!wrong.empty()) return refuse(std::move(wrong));
  set_points one = base(mode);
  one.power = single(power.value);
  return one;
}

sockio::result<set_points> point_maker::discharge_resistance(ohm resistance) const {
  if (!options_.resistance)
    return refuse("resistance is not active: set direct_options::resistance");
  if (!(resistance.value > 0) || !std::isfinite(resistance.value))
    return refuse(fmt::format("a resistance of {} Ohm makes no sense", resistance.value));
  double const most = limits_.v_max.value / resistance.value;
  if (most > limits_.i_discharge.value)
    return refuse(fmt::format("{} Ohm at {} V would draw {:.4g} A, more than the limit of {} A",
                              resistance.value, limits_.v_max.value, most,
                              limits_.i_discharge.value));
  set_points one = base(charge_mode::discharge);
  one.resistance = single(resistance.value);
  return one;
}

std::string spoken(set_points const& what) {
  if (what.mode == charge_mode::rest) return "rest";
  bool const in = what.mode == charge_mode::charge;
  std::string text = fmt::format("{} {} A {} {} V", in ? "charge" : "discharge", what.current,
                                 in ? "up to" : "down to", what.voltage);
  if (what.power < point_maker::inactive) text += fmt::format(" with {} W", what.power);
  if (what.resistance > 0) text += fmt::format(" into {} Ohm", what.resistance);
  return text;
}

}  // namespace cyclers::maccor::detail
