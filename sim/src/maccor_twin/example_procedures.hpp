#pragma once

#include <span>
#include <string_view>

namespace sim::mac {

/// Is a procedure that a tester with an empty folder has.
struct example_procedure {
  std::string_view file;
  std::string_view text;
};

std::span<example_procedure const> example_procedures();

}  // namespace sim::mac
