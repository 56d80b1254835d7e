#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <limits>
#include <sockio/failure.hpp>

#include "cyclers/protocol/json_reader.hpp"
#include "json_tokens.hpp"

namespace cyclers::protocol {

namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

}  // namespace

bool json_reader::read(std::string& value) {
  if (next() != kind::string) {
    expected("a string");
    return false;
  }
  std::string_view raw;
  bool escaped = false;
  if (!quoted(raw, escaped)) return false;
  if (escaped) return unescape(raw, value);
  value.assign(raw);
  return true;
}

std::string_view json_reader::number_text() {
  std::string_view token;
  kind const is = next();
  if (is == kind::number) {
    plain_number(token);
    return token;
  }
  if (is != kind::string) {
    expected("a number");
    return {};
  }
  char const* const start = at_;
  bool escaped = false;
  if (!quoted(token, escaped)) return {};
  token = trimmed(token);
  if (token.empty() ||
      end_of_number(token.data(), token.data() + token.size()) != token.data() + token.size()) {
    at_ = start;
    expected("a number");
    return {};
  }
  return token;
}

bool json_reader::read_digits(std::int64_t& value) {
  white_space();
  std::int64_t sum = 0;
  char const* at = at_;
  for (; at != end_ && at - at_ < 18 && is_digit(*at); ++at) sum = sum * 10 + (*at - '0');
  bool const ends = at != end_ && (*at == ',' || *at == '}' || *at == ']');
  if (!ends || at == at_ || (*at_ == '0' && at - at_ > 1)) return false;
  value = sum;
  at_ = at;
  return true;
}

bool json_reader::read(std::int64_t& value) {
  if (read_digits(value)) return true;
  std::string_view const token = number_text();
  if (token.empty()) return false;
  char const* const end = token.data() + token.size();
  auto const [stop, error] = std::from_chars(token.data(), end, value);
  if (error == std::errc{} && stop == end) return true;
  double real = 0;
  auto const [real_stop, real_error] = std::from_chars(token.data(), end, real);
  constexpr double most = 9007199254740992.0;
  if (real_error != std::errc{} || real != std::trunc(real) || std::abs(real) > most) {
    fail(errc::out_of_range, fmt::format("{} is no whole number of 53 bits", token));
    return false;
  }
  value = static_cast<std::int64_t>(real);
  return true;
}

template <class T>
bool json_reader::read_real(T& value) {
  bool const stands_for_none = policy_ == not_finite::null;
  kind const is = next();
  if (is == kind::null && stands_for_none) {
    value = std::numeric_limits<T>::quiet_NaN();
    return literal("null");
  }
  if (is == kind::string && stands_for_none) {
    char const* const start = at_;
    std::string_view raw;
    bool escaped = false;
    if (!quoted(raw, escaped)) return false;
    raw = trimmed(raw);
    bool const negative = raw.starts_with('-');
    if (same_letters(raw, "nan")) return value = std::numeric_limits<T>::quiet_NaN(), true;
    if (same_letters(raw.substr(negative), "inf") ||
        same_letters(raw.substr(negative), "infinity")) {
      T const infinity = std::numeric_limits<T>::infinity();
      return value = negative ? -infinity : infinity, true;
    }
    at_ = start;
  }
  std::string_view const token = number_text();
  if (token.empty()) return false;
  char const* const end = token.data() + token.size();
  if (std::from_chars(token.data(), end, value).ec == std::errc{}) return true;
  double wide = 0;
  bool const tiny =
      std::from_chars(token.data(), end, wide).ec == std::errc{} && std::abs(wide) < 1;
  if (!tiny) {
    fail(errc::out_of_range,
         fmt::format("{} does not fit its field", sockio::printable(token, 40)));
    return false;
  }
  value = static_cast<T>(wide);
  return true;
}

bool json_reader::read(double& value) { return read_real(value); }
bool json_reader::read(float& value) { return read_real(value); }

bool json_reader::read(bool& value) {
  kind const is = next();
  if (is == kind::boolean) {
    value = *at_ == 't';
    return literal(value ? "true" : "false");
  }
  if (is == kind::string) {
    char const* const start = at_;
    std::string_view raw;
    bool escaped = false;
    if (!quoted(raw, escaped)) return false;
    raw = trimmed(raw);
    if (same_letters(raw, "true")) return value = true, true;
    if (same_letters(raw, "false")) return value = false, true;
    at_ = start;
  }
  char const* const start = at_;
  std::string_view const token = number_text();
  if (token.empty()) return false;
  if (token != "0" && token != "1") {
    at_ = start;
    expected("TRUE or FALSE");
    return false;
  }
  value = token == "1";
  return true;
}

bool json_reader::read_null() {
  if (next() != kind::null) {
    expected("null");
    return false;
  }
  return literal("null");
}

}  // namespace cyclers::protocol
