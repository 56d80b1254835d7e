#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace sim::cryo {

/// Holds a stamp in the parts that people read.
struct calendar_fields {
  int year;
  unsigned month;
  unsigned day;
  unsigned hour;
  unsigned minute;
  unsigned second;
};

inline calendar_fields fields(std::chrono::sys_time<std::chrono::nanoseconds> at) {
  auto const midnight = std::chrono::floor<std::chrono::days>(at);
  std::chrono::year_month_day const date{midnight};
  auto const second = std::chrono::duration_cast<std::chrono::seconds>(at - midnight).count();
  return {int{date.year()},
          unsigned{date.month()},
          unsigned{date.day()},
          static_cast<unsigned>(second / 3600),
          static_cast<unsigned>(second / 60 % 60),
          static_cast<unsigned>(second % 60)};
}

/// Reads a stamp such as 2020-05-14T16:02:35; a space may stand for the T, and the time may be left
/// out.
std::optional<std::chrono::sys_seconds> parse_instant(std::string_view text);

}  // namespace sim::cryo
