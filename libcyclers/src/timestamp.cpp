#include "cyclers/timestamp.hpp"

#include <fmt/format.h>

namespace cyclers {

namespace {

using namespace std::chrono;

/// Takes exactly `digits` digits from the front; -1 when there are fewer.
int take(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return -1;
  int value = 0;
  for (char const c : text.substr(0, digits)) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  text.remove_prefix(digits);
  return value;
}

bool take_mark(std::string_view& text, char mark) {
  if (!text.starts_with(mark)) return false;
  text.remove_prefix(1);
  return true;
}

/// Takes ".123" as milliseconds; further digits are dropped.
milliseconds take_fraction(std::string_view& text) {
  int value = 0;
  int scale = 100;
  for (; !text.empty() && text.front() >= '0' && text.front() <= '9'; text.remove_prefix(1)) {
    value += (text.front() - '0') * scale;
    scale /= 10;
  }
  return milliseconds(value);
}

std::optional<minutes> take_zone(std::string_view text) {
  if (text.empty() || text == "Z" || text == "z") return minutes(0);
  bool const west = text.front() == '-';
  if (!west && text.front() != '+') return std::nullopt;
  text.remove_prefix(1);
  int const h = take(text, 2);
  take_mark(text, ':');
  int const m = text.empty() ? 0 : take(text, 2);
  if (h < 0 || h > 23 || m < 0 || m > 59 || !text.empty()) return std::nullopt;
  minutes const offset = hours(h) + minutes(m);
  return west ? -offset : offset;
}

}  // namespace

std::optional<std::string> to_text(timestamp when) {
  constexpr milliseconds first = sys_days(year(0) / January / 1).time_since_epoch();
  constexpr milliseconds last = sys_days(year(10000) / January / 1).time_since_epoch();
  if (when.since_1970 < first || when.since_1970 >= last) return std::nullopt;
  sys_time<milliseconds> const moment(when.since_1970);
  sys_days const day = floor<days>(moment);
  year_month_day const date(day);
  hh_mm_ss const clock(moment - day);
  std::string text =
      fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  clock.hours().count(), clock.minutes().count(), clock.seconds().count());
  if (clock.subseconds() != milliseconds(0))
    text += fmt::format(".{:03}", clock.subseconds().count());
  return text;
}

std::optional<timestamp> timestamp_from(std::string_view text) {
  int const y = take(text, 4);
  if (y < 0 || !take_mark(text, '-')) return std::nullopt;
  int const mo = take(text, 2);
  if (mo < 0 || !take_mark(text, '-')) return std::nullopt;
  int const d = take(text, 2);
  if (d < 0 || !(take_mark(text, 'T') || take_mark(text, 't') || take_mark(text, ' ')))
    return std::nullopt;
  int const h = take(text, 2);
  if (h < 0 || h > 23 || !take_mark(text, ':')) return std::nullopt;
  int const mi = take(text, 2);
  if (mi < 0 || mi > 59 || !take_mark(text, ':')) return std::nullopt;
  int const s = take(text, 2);
  if (s < 0 || s > 60) return std::nullopt;
  milliseconds const fraction =
      take_mark(text, '.') || take_mark(text, ',') ? take_fraction(text) : milliseconds(0);
  std::optional<minutes> const zone = take_zone(text);
  year_month_day const date(year(y), month(static_cast<unsigned>(mo)),
                            day(static_cast<unsigned>(d)));
  if (!zone || !date.ok()) return std::nullopt;
  milliseconds const day_start = sys_days(date).time_since_epoch();
  return timestamp{day_start + hours(h) + minutes(mi) + seconds(s) + fraction - *zone};
}

}  // namespace cyclers
