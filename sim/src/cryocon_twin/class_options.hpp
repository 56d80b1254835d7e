#pragma once

#include <vector>

#include "sim/options.hpp"

namespace sim::cryo {

/// Returns the options that a configuration may give a Cryo-con: those of the Python simulator by
/// their names there, and what this twin can do beyond it.
std::vector<option_spec> class_options();

}  // namespace sim::cryo
