#pragma once

#include <vector>

#include "sim/arbin.hpp"
#include "sim/options.hpp"

namespace sim::cti {

/// Returns the options that a configuration may give an Arbin twin.
std::vector<option_spec> class_options();

/// Reads the options of class_options(). Errors: those that do not fit each other.
config_result<arbin> read_options(options const& from);

}  // namespace sim::cti
