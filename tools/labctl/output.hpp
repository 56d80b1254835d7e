#pragma once

#include <string_view>

namespace labctl {

/// Prints on standard output at once. Errors: failure, when it cannot be written.
void print_out(std::string_view text);

/// Tells on standard error what went wrong, in one line that names this program, if it can be told.
void complain(std::string_view text);

}  // namespace labctl
