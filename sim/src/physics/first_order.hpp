#pragma once

#include <optional>

#include "physics/pid.hpp"

namespace sim::physics {

/// Is a process that answers a step with one time constant, after a dead time.
struct first_order {
  double gain = 0;       ///< K for each percent of output.
  double time = 0;       ///< Time constant in s.
  double dead_time = 0;  ///< s
};

/// Fits a first-order process to the answer to one step, sample by sample.
///
/// It solves the integral form y = -Y/T + K u (t-L)/T by least squares, which needs no steady end
/// and no derivative (Q. Bi et al., Control Engineering Practice 7 (1999) 71-77).
class step_fit {
 public:
  explicit step_fit(double step_percent) : step_(step_percent) {}

  /// Takes the rise above the temperature before the step.
  void add(double rise, double seconds);
  [[nodiscard]] double elapsed() const { return time_; }
  /// Tells the model so far. Returns nothing while the samples do not determine a stable one.
  [[nodiscard]] std::optional<first_order> model() const;

 private:
  double step_;
  double time_ = 0;
  double area_ = 0;
  double last_ = 0;
  double sums_[3][4] = {};
};

/// Names the terms that a tuning may use.
enum class terms { p, pi, pid };

/// Finds gains for a process by internal model control (Rivera, Morari and Skogestad, 1986): the
/// closed loop is four times as fast as the open one, which keeps the overshoot small, and never
/// faster than the dead time allows.
gains tune(first_order process, terms wanted);

}  // namespace sim::physics
