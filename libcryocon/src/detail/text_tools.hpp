#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cryocon::detail {

/// Tells whether a byte is white space, whatever the locale.
constexpr bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_alpha(char c) { return is_upper(c) || (c >= 'a' && c <= 'z'); }
constexpr char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

std::string_view trim(std::string_view text);
/// Drops white space and a pair of double quotes around a text.
std::string_view unquote(std::string_view text);
bool same(std::string_view a, std::string_view b);
/// Compares texts without regard to case and white space anywhere.
bool alike(std::string_view a, std::string_view b);
/// Tells whether all bytes are printable ASCII.
bool is_printable(std::string_view text);
std::string to_upper(std::string_view text);
/// Splits at a character; an empty text is one empty part.
std::vector<std::string_view> split(std::string_view text, char at);
/// Splits at white space; no empty parts.
std::vector<std::string_view> words(std::string_view text);

/// Is a number and what is glued to it, e.g. 100 and "K".
struct number {
  double value = 0;
  std::string_view rest;
};
/// Reads a number in any common decimal form at the start of a text.
std::optional<number> read_number(std::string_view text);
/// Reads a number that is the whole text.
std::optional<double> whole_number(std::string_view text);
/// Writes a number in plain decimals, as short as it reads back the same; nothing for one that a
/// 32-bit floating point number cannot hold.
std::optional<std::string> plain_number(double value);
/// Reads a non-negative integer of at most 9 digits that is the whole text.
std::optional<int> whole_integer(std::string_view text);

/// Counts the edits that make one text of another, up to a limit, without regard to case.
std::size_t distance(std::string_view a, std::string_view b);

}  // namespace cryocon::detail
