#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace cyclers {

/// Is a moment on a tester's clock.
///
/// Wire: MacNet sends Unix milliseconds in binary and a date without a zone in JSON; neither says
/// whether the clock is UTC or local. The two forms are taken to show the same clock.
struct timestamp {
  std::chrono::milliseconds since_1970{};

  friend bool operator==(timestamp, timestamp) = default;
};

/// Writes a moment as the testers do: 2016-11-08T15:02:58, with a fraction only when there is one.
///
/// Errors: nothing outside of the years 0 to 9999.
std::optional<std::string> to_text(timestamp when);
/// Reads an ISO 8601 moment; a fraction and a zone (Z, +01:00) may follow.
std::optional<timestamp> timestamp_from(std::string_view text);

}  // namespace cyclers
