#include "cryocon_twin/statistics.hpp"

#include <algorithm>

namespace sim::cryo {

// Welford's update: sums of squares would lose all digits after some hours of a steady temperature.
void statistics::add(double value, double seconds) {
  minutes_ += count_ == 0 ? 0 : seconds / 60.0;
  minimum_ = count_ == 0 ? value : std::min(minimum_, value);
  maximum_ = count_ == 0 ? value : std::max(maximum_, value);
  ++count_;
  double const n = static_cast<double>(count_);
  double const off_time = minutes_ - mean_time_;
  double const off_value = value - mean_value_;
  mean_time_ += off_time / n;
  mean_value_ += off_value / n;
  spread_time_ += off_time * (minutes_ - mean_time_);
  spread_value_ += off_value * (value - mean_value_);
  spread_both_ += off_time * (value - mean_value_);
}

double statistics::variance() const {
  return count_ < 2 ? 0 : spread_value_ / static_cast<double>(count_ - 1);
}

double statistics::slope() const { return spread_time_ > 0 ? spread_both_ / spread_time_ : 0; }

double statistics::offset() const { return mean_value_ - slope() * mean_time_; }

}  // namespace sim::cryo
