#pragma once

#include <string>
#include <vector>

#include "sim/device_class.hpp"

namespace labsim {

/// Returns the classes with their options, for a terminal.
std::string list_classes(std::vector<sim::device_class> const& classes);

}  // namespace labsim
