#pragma once

#include <algorithm>

namespace sim::cryo {

/// Moves a working set point towards its target at a constant rate.
class ramp {
 public:
  /// Starts at a set point; a rate of zero would never arrive, so it goes there at once.
  void start(double from, double target, double per_minute) {
    point_ = from;
    target_ = target;
    active_ = per_minute > 0 && from != target;
    if (!active_) point_ = target;
  }
  void stop() { active_ = false; }

  /// Tells the working set point after some more seconds.
  double advance(double per_minute, double seconds) {
    if (!active_) return point_;
    double const step = per_minute / 60.0 * seconds;
    point_ += std::clamp(target_ - point_, -step, step);
    active_ = point_ != target_;
    return point_;
  }

  [[nodiscard]] bool active() const { return active_; }
  [[nodiscard]] double point() const { return point_; }

 private:
  double point_ = 0;
  double target_ = 0;
  bool active_ = false;
};

}  // namespace sim::cryo
