#pragma once

namespace sim::cryo {

/// Names the side on which a reading left its limits.
enum class side { none, high, low };

/// Holds the limits of an alarm or a relay, in K.
struct limits {
  double highest = 105;
  double lowest = 5;
  double deadband = 0.1;
  bool high_enabled = false;
  bool low_enabled = false;
};

/// Watches a reading: a limit asserts when it is passed by the dead-band and clears when the
/// reading is back by as much.
class hysteresis {
 public:
  side watch(limits const& set, double temperature);
  void reset() { at_ = side::none; }
  [[nodiscard]] side at() const { return at_; }

 private:
  side at_ = side::none;
};

}  // namespace sim::cryo
