#pragma once

#include <optional>

#include "cryocon/enums.hpp"
#include "cryocon/model.hpp"
#include "cryocon_twin/autotune.hpp"
#include "cryocon_twin/ramp.hpp"
#include "cryocon_twin/settings.hpp"
#include "physics/heater.hpp"
#include "physics/pid.hpp"

namespace sim::cryo {

/// Holds what a loop works with at the moment; a PID table may say otherwise than the loop's
/// settings.
struct loop_plan {
  physics::gains gains;
  ::cryocon::heater_range range = ::cryocon::heater_range::low;
  int source = 0;
};

/// Tells what an output stage gives at a range (guide p. 16-17). Loops count from 0.
physics::heater_stage stage_of(int loop, ::cryocon::heater_range range, int load);
/// Tells whether a loop has such a range.
bool has_range(::cryocon::model_info const* model, int loop, ::cryocon::heater_range range);

/// Is one control loop with its output stage.
class loop {
 public:
  explicit loop(int number) : number_(number) {}

  /// Takes one sample of the source in K, if it is valid, and drives the output.
  void control(loop_settings const& set, loop_plan const& plan, std::optional<double> kelvin,
               double seconds);
  /// Engages the loop anew and forgets its error.
  void engage();
  void disengage();
  /// Disengages the loop until it is engaged again.
  void trip(::cryocon::loop_error why);

  /// Lets the loop know that the user changed the set point; in a ramp mode this starts a ramp.
  void set_point_changed(loop_settings const& set, double from);
  /// Goes on from the present output after a change of mode or source.
  void settle();

  [[nodiscard]] bool engaged() const { return engaged_; }
  [[nodiscard]] bool ramping() const { return ramp_.active(); }
  [[nodiscard]] ::cryocon::loop_error error() const { return error_; }
  /// Tells the output that is asked for, in percent of full scale.
  [[nodiscard]] double percent() const { return percent_; }
  [[nodiscard]] physics::heater_output const& output() const { return output_; }
  /// Tells the temperature of the output stage's heat sink in degC.
  [[nodiscard]] double heat_sink() const { return sink_; }

  /// Starts to tune the loop. Returns false when it does not control a temperature now.
  bool tune(loop_settings const& set, bool has_temperature);
  autotune tuning;
  double load_ohms = 50;  ///< What is really connected.

 private:
  double wanted(loop_settings const& set, loop_plan const& plan, std::optional<double> kelvin,
                double seconds);
  double limit(loop_settings const& set, loop_plan const& plan) const;
  double working_point(loop_settings const& set, double seconds);
  void check_load(loop_settings const& set, physics::heater_stage stage);
  void warm_sink(physics::heater_stage stage, double seconds);

  int number_;
  bool engaged_ = false;
  ::cryocon::loop_error error_ = ::cryocon::loop_error::ok;
  physics::pid pid_;
  ramp ramp_;
  double percent_ = 0;
  physics::heater_output output_;
  double sink_ = 25;
};

}  // namespace sim::cryo
