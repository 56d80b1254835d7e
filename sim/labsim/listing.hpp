#pragma once

#include <string>
#include <vector>

#include "sim/device_class.hpp"

namespace labsim {

/// Returns the classes with their options, for a terminal.
std::string list_classes(std::vector<sim::device_class> const& classes);

/// Returns a table of options as it stands in docs/sim.md.
std::string table_for_docs(std::vector<sim::option_spec> const& table);

}  // namespace labsim
