#pragma once

#include <optional>
#include <string_view>

#include "cyclers/arbin/registry.hpp"

namespace sim::cti {

/// Reads a code of a command's result: a number such as 34 or 0x22, or the name or the text that a
/// code has. Nothing when it is none, or when the command has no result.
std::optional<unsigned> read_code(std::string_view text, cyclers::arbin::command const& of);

}  // namespace sim::cti
