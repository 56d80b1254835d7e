#pragma once

#include <chrono>
#include <compare>

namespace cryocon {

/// Is a day of the instrument's calendar.
using date = std::chrono::year_month_day;

/// Is a time of the instrument's day, 24 hours, without a time zone.
struct time_of_day {
  int hour = 0;
  int minute = 0;
  int second = 0;

  /// Tells whether there is such a time.
  constexpr bool ok() const noexcept {
    return hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
  }
  friend constexpr auto operator<=>(time_of_day const&, time_of_day const&) = default;
};

}  // namespace cryocon
