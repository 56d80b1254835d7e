#pragma once

#include <string>
#include <string_view>

namespace labctl {

/// Lets a person say that something drastic is meant, by typing a word; `yes` says so beforehand.
///
/// Errors: usage_error when it is not meant, or when nobody can be asked.
void confirm(std::string_view what, std::string const& word, bool yes);

}  // namespace labctl
