#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sim/device.hpp"

namespace sim::config {

/// Read one scalar each, whatever the locale; nothing when the text is something else.
std::optional<bool> read_boolean(std::string_view text);
std::optional<std::int64_t> read_integer(std::string_view text);
std::optional<double> read_number(std::string_view text);
std::optional<duration> read_span(std::string_view text);

/// Makes a small letter of an ASCII capital.
constexpr char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
/// Tells whether two words differ in letter case at most.
bool same_word(std::string_view a, std::string_view b);

/// Reads the escapes \n, \r, \t, \\ and \xff of a text; YAML itself writes bytes above 7f as UTF-8.
std::string unescaped(std::string_view text);

/// Shows a text of a file in a message: printable, on one line, not too long.
std::string shown(std::string_view text, std::size_t most = 60);

}  // namespace sim::config
