#pragma once

#include <optional>
#include <sockio/result.hpp>

#include "cyclers/maccor/direct_control.hpp"
#include "cyclers/maccor/messages/channel_info.hpp"
#include "cyclers/maccor/messages/direct.hpp"

namespace cyclers::maccor::detail {

/// Makes set points from what a user wants and checks them against the limits; pure.
///
/// Wire: a set point outside of the channel's range, and a resistance of 0, is not active (pages
/// 46 and 47).
class point_maker {
 public:
  using set_points = messages::direct_set_points;

  /// Lies outside of the range of every channel.
  static constexpr float inactive = 1e6F;

  point_maker(direct_limits const& limits, direct_options const& options)
      : limits_(limits), options_(options) {}

  /// Says what makes no sense in limits and options; empty when nothing does.
  std::string nonsense() const;

  /// Keeps to what a channel can do, too. Returns: which limit is beyond it; empty when none is.
  std::string fit(messages::channel_limits const& can);
  /// Returns what an input shows at most when no current flows.
  ampere rest_current() const;

  /// Rests with all set points active that will be used.
  set_points at_start() const;
  set_points rest() const;
  /// Charges or discharges with a current until a voltage is reached; its limit unless told.
  sockio::result<set_points> drive(charge_mode mode, ampere current,
                                   std::optional<volt> until = std::nullopt) const;
  sockio::result<set_points> constant_voltage(volt voltage, ampere most) const;
  sockio::result<set_points> drive(charge_mode mode, watt power) const;
  sockio::result<set_points> discharge_resistance(ohm resistance) const;
  /// Takes the sign of a current for its direction.
  sockio::result<set_points> current(ampere signed_current) const;

 private:
  set_points base(charge_mode mode) const;
  watt most_power(charge_mode mode) const;
  ampere smallest_limit() const;
  std::string fit_power(charge_mode mode, float most);
  std::string wrong_voltage(volt voltage) const;

  direct_limits limits_;
  direct_options options_;
};

/// Says a set point for people: "charge 0.2 A up to 4.2 V".
std::string spoken(messages::direct_set_points const& what);

}  // namespace cyclers::maccor::detail
