#include "sim/clock.hpp"

#include <cmath>

namespace sim {
namespace {

duration scaled(duration stretch, double by) {
  return duration(std::llround(static_cast<double>(stretch.count()) * by));
}

}  // namespace

clock::clock(double speed, wall_clock wall)
    : wall_(std::move(wall)), speed_(speed), anchor_(wall_()) {}

duration clock::now() const {
  std::lock_guard const alone(mutex_);
  return now_locked();
}

duration clock::now_locked() const { return passed_ + scaled(wall_() - anchor_, speed_); }

std::chrono::steady_clock::duration clock::wall_for(duration stretch) const {
  double const factor = speed();
  return factor > 0 ? scaled(stretch, 1 / factor) : duration{};
}

void clock::advance(duration stretch) {
  std::lock_guard const alone(mutex_);
  passed_ += stretch;
}

double clock::speed() const {
  std::lock_guard const alone(mutex_);
  return speed_;
}

void clock::speed(double factor) {
  std::lock_guard const alone(mutex_);
  passed_ = now_locked();
  anchor_ = wall_();
  speed_ = factor;
}

}  // namespace sim
