#include "cyclers/maccor/limits.hpp"

#include <fmt/format.h>

#include <cmath>

namespace cyclers::maccor::detail {

namespace {

float as_single(double value) { return static_cast<float>(value); }

struct pair {
  char const* name;
  float messages::safety_limits::* member;
};

constexpr pair members[] = {
    {"VSafeMax", &messages::safety_limits::v_max},
    {"VSafeMin", &messages::safety_limits::v_min},
    {"ISafeChg", &messages::safety_limits::i_charge},
    {"ISafeDis", &messages::safety_limits::i_discharge},
    {"PBatSafeChg", &messages::safety_limits::p_charge},
    {"PBatSafeDis", &messages::safety_limits::p_discharge},
};

}  // namespace

messages::safety_limits on_the_wire(safety_limits const& limits) {
  messages::safety_limits wire;
  wire.v_max = as_single(limits.v_max.value);
  wire.v_min = as_single(limits.v_min.value);
  wire.i_charge = as_single(limits.i_charge.value);
  wire.i_discharge = as_single(limits.i_discharge.value);
  wire.p_charge = as_single(limits.p_charge.value);
  wire.p_discharge = as_single(limits.p_discharge.value);
  return wire;
}

safety_limits from_the_wire(messages::safety_limits const& limits) {
  return {.v_min = {limits.v_min},
          .v_max = {limits.v_max},
          .i_charge = {limits.i_charge},
          .i_discharge = {limits.i_discharge},
          .p_charge = {limits.p_charge},
          .p_discharge = {limits.p_discharge}};
}

std::string difference(messages::safety_limits const& sent, messages::safety_limits const& taken) {
  for (auto const& [name, member] : members) {
    // Not "more than": what is no number is a difference too.
    bool const same = std::abs(sent.*member - taken.*member) <= 0.001F;
    if (!same) return fmt::format("{} is {} where {} was sent", name, taken.*member, sent.*member);
  }
  return {};
}

std::string nonsense(safety_limits const& limits) {
  for (double const each :
       {limits.v_min.value, limits.v_max.value, limits.i_charge.value, limits.i_discharge.value,
        limits.p_charge.value, limits.p_discharge.value}) {
    if (!std::isfinite(each)) return "a limit is no number";
  }
  if (limits.v_min >= limits.v_max)
    return fmt::format("v_min {} V is not below v_max {} V", limits.v_min.value,
                       limits.v_max.value);
  if (limits.i_charge.value < 0 || limits.i_discharge.value < 0)
    return "limits of current are magnitudes, not negative";
  if (limits.p_charge.value < 0 || limits.p_discharge.value < 0)
    return "limits of power are magnitudes, not negative";
  return {};
}

}  // namespace cyclers::maccor::detail
