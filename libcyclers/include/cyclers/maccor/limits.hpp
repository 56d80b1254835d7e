#pragma once

#include <type_traits>

#include "cyclers/maccor/messages/command.hpp"
#include "cyclers/units.hpp"

namespace cyclers::maccor {

/// Is what makes the tester itself suspend a channel; currents and powers are magnitudes.
struct safety_limits {
  volt v_min{};
  volt v_max{};
  ampere i_charge{};
  ampere i_discharge{};
  watt p_charge{};     ///< 0 for the channel's own.
  watt p_discharge{};  ///< 0 for the channel's own.
};

static_assert(std::is_trivially_destructible_v<safety_limits>);

namespace detail {
messages::safety_limits on_the_wire(safety_limits const& limits);
safety_limits from_the_wire(messages::safety_limits const& limits);
/// Says which limit was not taken as it was sent, to 0.001; empty when all were.
std::string difference(messages::safety_limits const& sent, messages::safety_limits const& taken);
/// Says what makes no sense in limits; empty when nothing does.
std::string nonsense(safety_limits const& limits);
}  // namespace detail

}  // namespace cyclers::maccor
