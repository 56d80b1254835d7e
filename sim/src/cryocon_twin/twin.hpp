#pragma once

#include "cryocon_twin/machine.hpp"
#include "cryocon_twin/pacing.hpp"
#include "cryocon_twin/talk.hpp"
#include "sim/cryocon.hpp"

namespace sim::cryo {

/// Joins the controller, its cryostat and its conversations into a device.
class twin : public cryocon_twin {
 public:
  explicit twin(sim::cryocon const& options);

  std::unique_ptr<conversation> converse(wire over) override;
  void advance(duration passed) override { machine_.core.advance(passed); }

  std::uint64_t violations() const override { return pace_.violations(); }
  double sample_temperature() const override { return machine_.core.stage.sample(); }
  double heater_power(int loop) const override;
  bool relay(int number) const override;
  bool beeping() const override { return machine_.core.beeping(); }
  void fault(char input, sim::cryocon::sensor_fault what) override;
  void pin(char input, std::optional<double> kelvin) override;

  cryo::machine& machine() { return machine_; }

 private:
  cryo::machine machine_;
  pacing pace_;
  manners manners_;
};

/// Puts what the options say into a machine. Errors: std::invalid_argument that names the option.
void furnish(cryo::machine& out, sim::cryocon const& options);

}  // namespace sim::cryo
