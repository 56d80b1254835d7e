#pragma once

#include <string>

namespace labctl {

/// Asks for a password on the terminal, without showing it.
///
/// Errors: usage_error when there is no terminal. The answer is wiped by whoever takes it.
std::string ask_password(std::string const& user);

}  // namespace labctl
