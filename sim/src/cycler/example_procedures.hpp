#pragma once

#include <span>
#include <string_view>

namespace sim::cycler {

/// Is a procedure that a cycler with an empty folder has.
struct example_procedure {
  std::string_view name;  ///< Without the extension of the cycler's files.
  std::string_view text;
};

std::span<example_procedure const> example_procedures();

}  // namespace sim::cycler
