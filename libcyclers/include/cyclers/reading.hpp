#pragma once

#include <fmt/format.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cyclers/timestamp.hpp"

namespace cyclers {

/// Says what a channel does in words that fit every vendor.
enum class activity : std::uint8_t {
  idle,         ///< Nothing runs and nothing has to be done before a start.
  charging,     ///< Current flows into the cell.
  discharging,  ///< Current flows out of the cell.
  resting,      ///< A test runs and no current flows.
  running,      ///< A test runs; whether current flows is not known.
  suspended,    ///< A test was stopped and can go on.
  finished,     ///< A test has ended; its data waits.
  faulted,      ///< The cycler or a safety limit has stopped it.
  unavailable,  ///< The channel cannot be used.
  unknown,      ///< The cycler says what is in no document.
};

/// Returns the activity in lower case, e.g. "charging".
std::string_view to_text(activity what);

/// Tells whether a channel is in a state in which the cycler lets no current flow.
constexpr bool without_current(activity what) {
  return what != activity::charging && what != activity::discharging && what != activity::running &&
         what != activity::unknown;
}

/// Is what a channel of a cycler shows at one moment, the same for every vendor.
struct reading {
  std::string vendor{};                         ///< "maccor".
  std::string device{};                         ///< Where it is, e.g. "tcp://10.0.0.5:57570".
  int channel = 0;                              ///< As people count and the cycler's screen shows.
  std::chrono::system_clock::time_point utc{};  ///< When the reading came here.
  std::optional<timestamp> tester_time{};       ///< The cycler's own clock, in no known zone.

  double voltage = 0;                   ///< V.
  double current = 0;                   ///< A, positive when it charges the cell; a magnitude
                                        ///< while `status` is running: its direction is not known.
  std::optional<double> capacity{};     ///< Ah, as the cycler counts it.
  std::optional<double> energy{};       ///< Wh, as the cycler counts it.
  std::optional<double> temperature{};  ///< degC.

  activity status = activity::unknown;
  std::string status_text{};  ///< What the vendor calls it, e.g. "Active, Charge".

  std::optional<std::uint32_t> step{};   ///< Number of the step.
  std::optional<std::uint32_t> cycle{};  ///< Number of the cycle.
  std::optional<double> test_time{};     ///< s since the test's start.
  std::optional<double> step_time{};     ///< s since the step's start.
  std::string test_name{};               ///< Empty when there is none or it was not asked for.
};

/// Writes a reading as a line for people: "75 charging 3.712 V +0.200 A ...".
std::string to_text(reading const& what);
/// Writes a reading as one JSON object without line breaks.
std::string to_json(reading const& what);
/// Writes a moment as "2022-10-13T12:32:56.123Z".
std::string utc_text(std::chrono::system_clock::time_point when);

}  // namespace cyclers

template <>
struct fmt::formatter<cyclers::reading> : fmt::formatter<std::string_view> {
  template <class Context>
  auto format(cyclers::reading const& what, Context& context) const {
    return fmt::formatter<std::string_view>::format(cyclers::to_text(what), context);
  }
};
template <>
struct fmt::formatter<cyclers::activity> : fmt::formatter<std::string_view> {
  template <class Context>
  auto format(cyclers::activity what, Context& context) const {
    return fmt::formatter<std::string_view>::format(cyclers::to_text(what), context);
  }
};
