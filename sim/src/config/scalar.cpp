#include "config/scalar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace sim::config {
namespace {

template <class Number>
std::optional<Number> read_all(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  Number value{};
  auto const [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc{} || end != text.data() + text.size()) return {};
  return value;
}

struct unit {
  std::string_view name;
  double seconds;
};
constexpr std::array units{unit{"ns", 1e-9},  unit{"us", 1e-6},  unit{"ms", 1e-3}, unit{"s", 1.0},
                           unit{"min", 60.0}, unit{"h", 3600.0}, unit{"", 1.0}};
constexpr double longest_seconds = 1e9;  // what a count of nanoseconds holds with room to spare

}  // namespace

bool same_word(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, small, small);
}

std::optional<bool> read_boolean(std::string_view text) {
  for (std::string_view const yes : {"on", "true", "yes", "1"})
    if (same_word(text, yes)) return true;
  for (std::string_view const no : {"off", "false", "no", "0"})
    if (same_word(text, no)) return false;
  return {};
}

std::optional<std::int64_t> read_integer(std::string_view text) {
  return read_all<std::int64_t>(text);
}

std::optional<double> read_number(std::string_view text) {
  auto const value = read_all<double>(text);
  return value && std::isfinite(*value) ? value : std::nullopt;
}

std::optional<duration> read_span(std::string_view text) {
  auto digits = text.substr(0, text.find_first_not_of("0123456789.+-eE"));
  auto name = text.substr(digits.size());
  while (name.starts_with(' ')) name.remove_prefix(1);
  auto const found = std::ranges::find(units, name, &unit::name);
  auto const value = read_number(digits);
  if (!value || found == units.end()) return {};
  double const seconds = *value * found->seconds;
  if (seconds < 0 || seconds > longest_seconds) return {};
  return duration(std::llround(seconds * 1e9));
}

std::string unescaped(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    char const next = text.size() > 1 ? text[1] : '\0';
    auto const plain = std::string_view("nrt\\").find(next);
    unsigned byte = 0;
    std::size_t used = 1;
    char value = text[0];
    if (text[0] == '\\' && plain != std::string_view::npos) {
      value = "\n\r\t\\"[plain];
      used = 2;
    } else if (text[0] == '\\' && next == 'x' && text.size() >= 4 &&
               std::from_chars(text.data() + 2, text.data() + 4, byte, 16).ptr == text.data() + 4) {
      value = static_cast<char>(byte);
      used = 4;
    }
    out += value;
    text.remove_prefix(used);
  }
  return out;
}

std::string shown(std::string_view text, std::size_t most) {
  std::string out;
  for (char const c : text.substr(0, most)) {
    auto const byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f) {
      out += fmt::format("\\x{:02x}", byte);
    } else {
      out += c;
    }
  }
  if (text.size() > most) out += "...";
  return out;
}

}  // namespace sim::config
