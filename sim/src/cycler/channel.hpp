#pragma once

#include "cycler/safety.hpp"
#include "cycler/set_points.hpp"
#include "physics/cell.hpp"

namespace sim::cycler {

/// Counts what went through a channel, apart for each direction; nothing ever goes down.
struct throughput {
  double charge_ah = 0;
  double discharge_ah = 0;
  double charge_wh = 0;
  double discharge_wh = 0;

  friend throughput operator-(throughput const& a, throughput const& b) {
    return {a.charge_ah - b.charge_ah, a.discharge_ah - b.discharge_ah, a.charge_wh - b.charge_wh,
            a.discharge_wh - b.discharge_wh};
  }
};

/// Is the electronics of one channel and the cell on it: an output that follows set points, what it
/// measures, and counters.
///
/// A value: a copy that is moved forward tells what would happen.
class channel {
 public:
  channel(physics::cell_options const& cell, rating can);

  /// Lets time pass with the output on. A tenth of a second or less keeps a voltage that is held,
  /// and a limit that is met, to its set point.
  void step(set_points const& wanted, double seconds);
  /// Lets time pass at a current that was chosen before.
  void step(physics::response const& over, choice output);
  /// Shows at once what the output would do, without letting time pass.
  void look(set_points const& wanted);

  double voltage() const { return voltage_; }                         ///< V
  double current() const { return output_.current; }                  ///< A, + = charge
  double power() const { return voltage_ * output_.current; }         ///< W, + = charge
  double temperature() const { return cell_.surface_temperature(); }  ///< degC
  governor governed_by() const { return output_.by; }
  throughput const& counted() const { return counted_; }

  physics::cell const& cell() const { return cell_; }
  rating const& can() const { return can_; }
  safety_limits const& safety() const { return safety_; }
  void safety(safety_limits const& limits) { safety_ = limits; }
  trip breach() const;
  /// Sets the temperature of the chamber, degC, within what a chamber can do.
  void ambient(double celsius);

 private:
  physics::cell cell_;
  rating can_;
  safety_limits safety_;
  choice output_;
  double voltage_;
  throughput counted_;
};

}  // namespace sim::cycler
