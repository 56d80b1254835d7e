#pragma once

#include <vector>

#include "sim/options.hpp"

namespace sim::mac {

/// Returns the options that a configuration may give a Maccor twin.
std::vector<option_spec> class_options();

}  // namespace sim::mac
