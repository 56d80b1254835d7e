#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <sockio/gate.hpp>

namespace cyclers::arbin::detail {

/// Keeps others off the connection of files while a file comes over it in packages, and tells the
/// transfers of one cycler apart.
class lane {
 public:
  using turn = sockio::gate<sockio::clock>::turn;
  sockio::gate<sockio::clock> gate{};

  /// Returns a time stamp that no other transfer has: seconds since 1970.
  ///
  /// Wire: in steps of 1/1024 s its low Dword is never 1 to 4, which a feedback of an upload would
  /// be taken to begin with its result for.
  double next_stamp(std::chrono::system_clock::time_point utc) {
    using steps = std::chrono::duration<std::int64_t, std::ratio<1, 1024>>;
    auto const now = std::chrono::floor<steps>(utc.time_since_epoch()).count();
    auto last = last_.load();
    while (!last_.compare_exchange_weak(last, std::max(now, last + 1))) {
    }
    return static_cast<double>(std::max(now, last + 1)) / steps::period::den;
  }

 private:
  std::atomic<std::int64_t> last_ = 0;
};

}  // namespace cyclers::arbin::detail
