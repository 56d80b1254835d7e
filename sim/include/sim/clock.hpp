#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>

#include "sim/device.hpp"

namespace sim {

/// Is the virtual time of a laboratory: runs at a multiple of the wall clock and can be moved
/// forward by hand.
///
/// Safe to use from many threads at once.
class clock {
 public:
  using wall_time = std::chrono::steady_clock::time_point;
  using wall_clock = std::function<wall_time()>;

  /// Starts at zero. A test gives a wall clock of its own; speed 0 stands still but for advance().
  explicit clock(double speed = 1, wall_clock wall = &std::chrono::steady_clock::now);

  /// Returns the virtual time since the start.
  duration now() const;
  /// Returns how much wall time a stretch of virtual time takes; nothing when the clock stands
  /// still.
  std::chrono::steady_clock::duration wall_for(duration stretch) const;
  /// Moves the virtual time forward at once.
  void advance(duration stretch);

  double speed() const;
  /// Changes the speed from now on.
  void speed(double factor);

 private:
  duration now_locked() const;

  wall_clock wall_;
  mutable std::mutex mutex_;
  double speed_;
  wall_time anchor_;
  duration passed_{};
};

}  // namespace sim
