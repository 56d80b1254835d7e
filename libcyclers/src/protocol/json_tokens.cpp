#include "json_tokens.hpp"

#include "cyclers/protocol/json_reader.hpp"
#include "utf8.hpp"

namespace cyclers::protocol {

namespace {

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  c = lower(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/// Reads the four digits after "\u"; -1 when they are none.
long code_unit(std::string_view text) {
  if (text.size() < 4) return -1;
  long unit = 0;
  for (char const c : text.substr(0, 4)) {
    int const digit = hex_digit(c);
    if (digit < 0) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

}  // namespace

bool same_letters(std::string_view a, std::string_view b) noexcept {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (lower(a[i]) != lower(b[i])) return false;
  return true;
}

char const* end_of_number(char const* at, char const* end) {
  auto const digits = [&] {
    char const* const first = at;
    while (at != end && is_digit(*at)) ++at;
    return at != first;
  };
  if (at != end && *at == '-') ++at;
  if (at != end && *at == '0') {
    ++at;
  } else if (!digits()) {
    return nullptr;
  }
  if (at != end && *at == '.') {
    ++at;
    if (!digits()) return nullptr;
  }
  if (at != end && (*at == 'e' || *at == 'E')) {
    ++at;
    if (at != end && (*at == '+' || *at == '-')) ++at;
    if (!digits()) return nullptr;
  }
  return at;
}

bool take_escape(std::string_view& raw, std::string& out) {
  static constexpr std::string_view names = "\"\\/bfnrt";
  static constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
  if (raw.empty()) return false;
  char const c = raw.front();
  raw.remove_prefix(1);
  if (std::size_t const at = names.find(c); at != names.npos) {
    out += meanings[at];
    return true;
  }
  if (c != 'u') return false;
  long point = code_unit(raw);
  if (point < 0 || (point >= 0xdc00 && point < 0xe000)) return false;
  raw.remove_prefix(4);
  if (point >= 0xd800 && point < 0xdc00) {
    if (!raw.starts_with("\\u")) return false;
    long const low = code_unit(raw.substr(2));
    if (low < 0xdc00 || low >= 0xe000) return false;
    point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
    raw.remove_prefix(6);
  }
  append_utf8(out, point);
  return true;
}

}  // namespace cyclers::protocol
