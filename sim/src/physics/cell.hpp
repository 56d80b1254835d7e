#pragma once

#include "physics/chemistry.hpp"
#include "physics/thermal.hpp"

namespace sim::physics {

/// Describes a cell as it is put on a channel.
struct cell_options {
  chemistry kind = chemistry::kokam_nmc;
  double capacity = 0;           ///< Ah at 20 degC; 0 for that of the cell that was measured.
  double state_of_charge = 0.5;  ///< 0 to 1
  double temperature = 25;       ///< degC, of core and surface
  double ambient = 25;           ///< degC, of the air or the chamber
};

/// Tells how a cell answers a constant current over one stretch of time. Currents are in A and
/// positive when they charge the cell.
///
/// Resistances and the time constant are those of the start of the stretch; the open-circuit
/// voltage moves with the charge.
class response {
 public:
  double seconds() const { return seconds_; }
  double voltage_at_start(double current) const { return start_ + current * elements_.r0; }
  double voltage_at_end(double current) const;

  /// Return the current that gives what is wanted at the end of the stretch.
  ///
  /// For a voltage (V): of either sign. For a power (W, positive into the cell): a discharge that
  /// the cell cannot give becomes the one of most power. For a resistance (ohm): a discharge
  /// current V/R, negative; `charging` gives the current of the same size that charges, infinite
  /// when the resistance is less than that of the cell.
  double current_for_voltage(double volts) const;
  double current_for_power(double watts) const;
  double current_for_resistance(double ohms) const;
  double current_for_charging_resistance(double ohms) const;

 private:
  friend class cell;

  /// Is the voltage at the end as a + b I near one current.
  struct line {
    double a;
    double b;
  };
  line line_at(double current) const;
  template <class Solve>
  double solve(Solve at) const;
  double soc_after(double current) const;

  cell_tables const* tables_ = nullptr;
  temperature_place place_{};
  impedance elements_{};
  double seconds_ = 0;
  double soc_ = 0;
  double soc_per_ampere_ = 0;
  double start_ = 0;      // open circuit and R1 C1, V
  double relaxed_ = 0;    // what is left of the voltage of R1 C1, V
  double polarized_ = 0;  // share of its final value that it gains
};

/// Is a lithium-ion cell: open-circuit voltage, R0 and R1 C1, all with temperature, and the heat
/// that it makes. Currents are positive when they charge it.
///
/// M. Chen and G. A. Rincon-Mora, "Accurate electrical battery model capable of predicting runtime
/// and I-V performance" (IEEE Trans. Energy Conversion 21, 2006); T. Huria et al. (IEVC 2012).
class cell {
 public:
  explicit cell(cell_options of);

  /// Tells how the cell would answer; 0 s gives its instantaneous answer.
  response over(double seconds) const;
  /// Lets the time of a response pass at a constant current.
  void step(response const& over, double current);
  void step(double current, double seconds) { step(over(seconds), current); }

  /// Returns the voltage that its poles show at once under a current, in V.
  double voltage(double current) const { return over(0).voltage_at_start(current); }
  double open_circuit_voltage() const;
  double state_of_charge() const { return soc_; }
  /// Returns the capacity at 20 degC, in Ah.
  double capacity() const { return capacity_; }
  /// Return the state of the R1 C1 pair, in V, and the energy that is stored in it, in J.
  double polarization() const { return polarization_; }
  double polarization_energy() const;

  double core_temperature() const { return body_.core(); }
  double surface_temperature() const { return body_.surface(); }
  double ambient() const { return body_.air(); }
  void ambient(double degrees_celsius) { body_.air(degrees_celsius); }
  /// Returns the heat that was made in all, in J.
  double heat() const { return heat_; }

 private:
  cell_tables const* tables_;
  double capacity_;
  double scale_;  // of the resistances of the tables
  double soc_;
  double polarization_ = 0;
  double heat_ = 0;
  lumped_body body_;
};

}  // namespace sim::physics
