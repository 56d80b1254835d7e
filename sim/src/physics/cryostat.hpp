#pragma once

namespace sim::physics {

/// Holds the heat that flows into the two stages from outside, in W.
struct heat {
  double sample = 0;  ///< From the heater on the sample stage.
  double cooler = 0;  ///< From the heater on the cold head.
};

/// Is a closed-cycle cryostat: a cold head that cools, and a sample stage that hangs on it.
///
/// Both are lumps of a heat capacity that depends on temperature. Temperatures are in K.
class cryostat {
 public:
  explicit cryostat(double temperature) : cooler_(temperature), sample_(temperature) {}

  /// Lets time pass under constant heat; a second of it or less keeps the result exact to a few mK.
  void advance(double seconds, heat in);

  [[nodiscard]] double sample() const { return sample_; }
  [[nodiscard]] double cooler() const { return cooler_; }
  /// Switches the compressor; without it the cold head takes up the heat of the room instead.
  void cool(bool on) { cooling_ = on; }

 private:
  double cooler_;
  double sample_;
  bool cooling_ = true;
};

/// Tells how much heat the cold head takes away, in W.
double cooling_power(double temperature);
/// Tells the heat capacity of the cold head, in J/K.
double cooler_capacity(double temperature);
/// Tells the heat capacity of the sample stage, in J/K.
double sample_capacity(double temperature);
/// Tells the heat that leaks to the sample from outside, in W.
double leak(double temperature);
/// Tells how well the link between the stages conducts, in W/K.
double link_conductance(double cooler, double sample);
/// Returns a cryostat that has come to rest without heaters.
cryostat cold_cryostat();

}  // namespace sim::physics
