#pragma once

#include <chrono>

namespace sockio {

/// Measures deadlines, gaps and hold-offs; never jumps with the wall clock.
using clock = std::chrono::steady_clock;
using duration = clock::duration;
using time_point = clock::time_point;

/// Means "no limit" wherever a limit is a duration.
inline constexpr duration forever = duration::max();

/// Adds a duration to a moment without overflowing past the end of time.
constexpr time_point after(time_point start, duration wait) noexcept {
  return wait >= time_point::max() - start ? time_point::max() : start + wait;
}

}  // namespace sockio
