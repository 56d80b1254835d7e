#pragma once

#include <compare>
#include <map>
#include <memory>
#include <sockio/result.hpp>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "cyclers/reading.hpp"

namespace cyclers {

/// Says what to start in words that fit every vendor: a Maccor procedure or an Arbin schedule.
struct test_plan {
  std::string_view procedure{};
  std::string_view name{};  ///< Of the test; empty for one of the cycler's own.
};
static_assert(std::is_trivially_destructible_v<test_plan>);

/// Is what a program needs of a cycler, whoever made it. All members throw sockio::failure.
///
/// Channels are numbered as people count. A start, stop, resume or set is never sent twice.
class cycler {
 public:
  cycler() = default;
  cycler(cycler const&) = delete;
  cycler& operator=(cycler const&) = delete;
  virtual ~cycler() = default;

  /// Returns where it is, e.g. "tcp://10.0.0.5:57570".
  virtual std::string name() const = 0;
  /// Reads all channels; what fails spoils its own channel alone.
  virtual sockio::awaitable<std::map<int, sockio::result<reading>>> read_all() = 0;
  virtual sockio::awaitable<reading> read_one(int channel) = 0;
  virtual sockio::awaitable<void> start(int channel, test_plan plan) = 0;
  /// Stops the test on a channel so that it can go on: no current flows afterwards.
  virtual sockio::awaitable<void> stop(int channel) = 0;
  virtual sockio::awaitable<void> resume(int channel) = 0;
  /// Sets a variable of the running test: a VAR of Maccor, a meta variable of Arbin.
  virtual sockio::awaitable<void> set_variable(int channel, int variable, double value) = 0;
};

/// Is some cyclers, of one vendor or of several.
using fleet = std::vector<std::shared_ptr<cycler>>;

/// Names a channel of a fleet.
struct fleet_channel {
  std::string device{};
  int channel = 0;  ///< 0 for a device of which nothing could be read.

  friend auto operator<=>(fleet_channel const&, fleet_channel const&) = default;
};

/// Holds what could be read of a fleet, and why the rest could not.
using snapshot = std::map<fleet_channel, sockio::result<reading>>;

/// Reads all channels of all cyclers at once.
///
/// Returns: each channel with its reading or failure; a cycler that failed as a whole is there as
/// its channel 0. Errors: none but a cancellation, which is handed on to all cyclers.
sockio::awaitable<snapshot> read_all(fleet const& all);

}  // namespace cyclers
