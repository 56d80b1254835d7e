#pragma once

#include "cycler/set_points.hpp"
#include "cyclers/maccor/messages/direct.hpp"
#include "sim/maccor.hpp"

namespace sim::mac {

/// Says which set points of direct mode take part. Wire: document page 46; one outside of the
/// channel's range, and a resistance of 0, does not.
struct active_set_points {
  bool current = false;
  bool voltage = false;
  bool power = false;
  bool resistance = false;

  int count() const { return int{current} + int{voltage} + int{power} + int{resistance}; }
  static constexpr int most = 3;
};

using direct_set_points = cyclers::maccor::messages::direct_set_points;

/// Tells whether range and mode are such that there are; set points may be any number.
bool is_legal(direct_set_points const& wanted);
active_set_points active_in(direct_set_points const& wanted, maccor const& can);
/// Returns what the channel puts out: those of the set points that are in range and were at the
/// start. With none there is no current.
cycler::set_points output_of(direct_set_points const& wanted, active_set_points started,
                             maccor const& can);

}  // namespace sim::mac
