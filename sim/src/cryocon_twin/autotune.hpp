#pragma once

#include <optional>

#include "physics/first_order.hpp"

namespace sim::cryo {

/// Finds a loop's gains from its answer to one step of output.
class autotune {
 public:
  enum class state { idle, stabilize, running, complete, failed, abort };
  struct options {
    physics::terms mode = physics::terms::pid;
    double delta = 5;  ///< Largest change of output, in percent of full scale.
    double timeout =
        900;  ///< How long the step may take, in s; waiting for a quiet start does not count.
  };

  /// Begins with the output as it stands; goes down where there is no room above.
  void start(options with, double output, double limit);
  /// Takes one sample and tells the output to apply. Returns nothing when the loop is not being
  /// tuned.
  std::optional<double> step(double temperature, double seconds);
  void abort();
  void fail();
  void reset() { *this = autotune{}; }

  [[nodiscard]] state status() const { return state_; }
  [[nodiscard]] bool busy() const { return state_ == state::stabilize || state_ == state::running; }
  /// Tells the gains found. Returns nothing unless the tuning is complete.
  [[nodiscard]] std::optional<physics::gains> result() const;

 private:
  bool quiet(double temperature, double seconds);
  void begin_step(double temperature);
  void judge();

  state state_ = state::idle;
  options options_;
  double output_ = 0;
  double step_ = 0;
  double window_ = 0;
  double low_ = 0;
  double high_ = 0;
  double base_ = 0;
  double rise_ = 0;
  std::optional<physics::step_fit> fit_;
  std::optional<physics::gains> found_;
};

}  // namespace sim::cryo
