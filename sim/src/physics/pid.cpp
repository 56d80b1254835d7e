#include "physics/pid.hpp"

#include <algorithm>

namespace sim::physics {

void pid::track(double output) {
  reset();
  target_ = output;
  bumpless_ = true;
}

double pid::step(gains with, double set_point, double measured, double limit, double seconds) {
  double const error = set_point - measured;
  // The derivative acts on the measurement, through a filter of an eighth of its time: a new set
  // point gives no kick, and noise of one sample is not blown up by the sample rate.
  if (fresh_) {
    last_ = measured;
    fresh_ = false;
    if (bumpless_) integral_ = with.i > 0 ? target_ - with.p * error : 0;
    bumpless_ = false;
  }
  double const smoothing = with.d / 8.0 + seconds;
  slope_ += ((measured - last_) / seconds - slope_) * seconds / smoothing;
  last_ = measured;

  double const fast = with.p * (error - with.d * slope_);
  double const growth = with.i > 0 ? with.p * error * seconds / with.i : 0;
  if (with.i <= 0) integral_ = 0;
  double const wanted = fast + integral_ + growth;
  bool const pushes_out = (wanted > limit && growth > 0) || (wanted < 0 && growth < 0);
  if (!pushes_out) integral_ += growth;
  return std::clamp(fast + integral_, 0.0, limit);
}

}  // namespace sim::physics
