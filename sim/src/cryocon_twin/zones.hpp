#pragma once

#include <string>

#include "cryocon/pid_table.hpp"
#include "cryocon/temperature.hpp"
#include "cryocon_twin/loop.hpp"

namespace sim::cryo {

/// Finds what a PID table says for a set point: gains between the zones, range and source of the
/// zone at or above it.
///
/// An empty table says nothing: no gains, no heat. A range that the loop does not have is left as
/// it is.
loop_plan zone_at(::cryocon::pid_table const& table, double set_point, loop_plan const& otherwise,
                  int loop, ::cryocon::model_info const* model);

/// Makes a table as it is stored: sorted by set point, without zones at or below zero.
::cryocon::pid_table conditioned(::cryocon::pid_table table);

/// Returns a reading in the form of the wire: seven significant digits, or the marks for a fault or
/// no number.
std::string reading_text(::cryocon::reading value);

}  // namespace sim::cryo
