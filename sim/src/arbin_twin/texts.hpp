#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cycler/procedure.hpp"
#include "cycler/runner.hpp"

namespace sim::cti {

/// Returns the label of a step, from 1: its name, or Step_A, Step_B and so on.
std::string step_label(cycler::procedure const& of, std::size_t step);
std::vector<std::string> step_labels(cycler::procedure const& of);

/// Returns cycle, step and kind of the step under way as the cycler shows them, e.g.
/// "[1] 1: Step_A, Rest".
std::string step_and_cycle(cycler::runner const& on);

/// Returns why a channel does not go on, or "N/A".
std::string exit_text(cycler::runner const& on);
std::string trip_text(cycler::trip of);

}  // namespace sim::cti
