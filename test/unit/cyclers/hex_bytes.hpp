#pragma once

#include <string>
#include <string_view>

namespace cyclers::test {

/// Reads bytes as the tests write them: "0400 01", 'text':n for text padded with spaces to n bytes,
/// "text":n for text padded with zeros, u"text":n for ASCII in UTF-16 padded to n units, 00*n for a
/// repeated byte. Anything else is a mistake in the test and gives no bytes at all.
inline std::string bytes(std::string_view notation) {
  std::string out;
  auto const digit = [](char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
  };
  auto const number = [&] {
    std::size_t value = 0;
    for (; !notation.empty() && digit(notation[0]) >= 0 && digit(notation[0]) < 10;
         notation.remove_prefix(1))
      value = value * 10 + static_cast<std::size_t>(digit(notation[0]));
    return value;
  };
  while (!notation.empty()) {
    if (notation[0] == ' ') {
      notation.remove_prefix(1);
    } else if (notation[0] == '\'' || notation[0] == '"' || notation[0] == 'u') {
      bool const is_wide = notation[0] == 'u';
      if (is_wide) notation.remove_prefix(1);
      char const quote = notation.empty() ? ' ' : notation[0];
      std::size_t const end = notation.find(quote, 1);
      if (end == notation.npos || notation.substr(end + 1, 1) != ":") return {};
      std::string text(notation.substr(1, end - 1));
      notation.remove_prefix(end + 2);
      text.resize(number(), quote == '"' ? '\0' : ' ');
      for (char const c : text) out += is_wide ? std::string{c, '\0'} : std::string(1, c);
    } else if (notation[0] == '*' && !out.empty()) {
      notation.remove_prefix(1);
      out.append(number() - 1, out.back());
    } else {
      if (notation.size() < 2 || digit(notation[0]) < 0 || digit(notation[1]) < 0) return {};
      out += static_cast<char>(digit(notation[0]) * 16 + digit(notation[1]));
      notation.remove_prefix(2);
    }
  }
  return out;
}

/// Shows bytes so that a difference can be seen.
inline std::string shown(std::string_view raw) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (char const c : raw) {
    auto const byte = static_cast<unsigned char>(c);
    out += digits[byte >> 4];
    out += digits[byte & 15];
    out += ' ';
  }
  return out;
}

}  // namespace cyclers::test
