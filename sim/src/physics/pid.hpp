#pragma once

namespace sim::physics {

/// Holds what a controller multiplies with: percent of full scale per K, then times.
struct gains {
  double p = 0;  ///< Percent of full scale for each K of error; 0 is off.
  double i = 0;  ///< Integration time in s; 0 is off.
  double d = 0;  ///< Derivative time in s; 0 is off.
};

/// Is a PID controller with an output between nothing and a limit, that does not wind up at either
/// end.
class pid {
 public:
  /// Takes one sample and tells the output in percent of full scale.
  double step(gains with, double set_point, double measured, double limit, double seconds);
  /// Starts from an output that stands already, so that a change of mode does not jolt the heater.
  void track(double output);
  void reset() { *this = pid{}; }

 private:
  double integral_ = 0;
  double slope_ = 0;
  double last_ = 0;
  double target_ = 0;
  bool fresh_ = true;
  bool bumpless_ = false;
};

}  // namespace sim::physics
