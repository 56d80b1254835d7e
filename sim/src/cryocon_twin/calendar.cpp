#include "cryocon_twin/calendar.hpp"

#include <array>
#include <charconv>

namespace sim::cryo {
namespace {

// Takes a number of so many digits and the mark after it, where one is expected.
bool take(std::string_view& text, std::size_t digits, std::string_view marks, int& out) {
  if (text.size() < digits) return false;
  auto const [end, error] = std::from_chars(text.data(), text.data() + digits, out);
  if (error != std::errc{} || end != text.data() + digits) return false;
  text.remove_prefix(digits);
  if (text.empty() || marks.empty()) return text.empty();
  if (marks.find(text.front()) == marks.npos) return false;
  text.remove_prefix(1);
  return true;
}

}  // namespace

std::optional<std::chrono::sys_seconds> parse_instant(std::string_view text) {
  auto const whole = text;
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
  if (!take(text, 4, "-", year) || !take(text, 2, "-", month) || !take(text, 2, "T ", day))
    return std::nullopt;
  bool const timed = !text.empty() || whole.size() > 10;
  if (timed &&
      (!take(text, 2, ":", hour) || !take(text, 2, ":", minute) || !take(text, 2, "", second)))
    return std::nullopt;
  auto const date = std::chrono::year(year) / month / day;
  bool const real =
      hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
  if (!date.ok() || !real) return std::nullopt;
  return std::chrono::sys_days(date) + std::chrono::hours(hour) + std::chrono::minutes(minute) +
         std::chrono::seconds(second);
}

}  // namespace sim::cryo
