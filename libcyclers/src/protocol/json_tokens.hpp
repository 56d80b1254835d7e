#pragma once

#include <string>
#include <string_view>

/// Knows what the tokens of JSON are made of.
namespace cyclers::protocol {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Returns the end of the number that starts at `at`, or null when none does.
char const* end_of_number(char const* at, char const* end);

/// Takes one escape from the front of `raw`, behind its backslash; false when it is none.
bool take_escape(std::string_view& raw, std::string& out);

}  // namespace cyclers::protocol
