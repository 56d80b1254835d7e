#pragma once

#include <cstdint>

namespace sim::cryo {

/// Accumulates a channel's history: extremes, variance and the best straight line, in one pass.
class statistics {
 public:
  /// Takes one sample in display units, `seconds` after the one before.
  void add(double value, double seconds);
  void reset() { *this = statistics{}; }

  [[nodiscard]] bool empty() const { return count_ == 0; }
  [[nodiscard]] double minimum() const { return minimum_; }
  [[nodiscard]] double maximum() const { return maximum_; }
  /// Tells the standard deviation squared.
  [[nodiscard]] double variance() const;
  /// Tells the slope of the line in display units per minute.
  [[nodiscard]] double slope() const;
  /// Tells where the line stood at the beginning.
  [[nodiscard]] double offset() const;
  /// Tells for how long samples were taken, in minutes.
  [[nodiscard]] double minutes() const { return minutes_; }

 private:
  std::uint64_t count_ = 0;
  double minutes_ = 0;
  double minimum_ = 0;
  double maximum_ = 0;
  double mean_time_ = 0;
  double mean_value_ = 0;
  double spread_time_ = 0;
  double spread_value_ = 0;
  double spread_both_ = 0;
};

}  // namespace sim::cryo
