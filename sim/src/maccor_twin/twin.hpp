#pragma once

#include "maccor_twin/tester.hpp"
#include "sim/maccor.hpp"

namespace sim::mac {

/// Joins the tester and its conversations into a device.
class twin : public maccor_twin {
 public:
  explicit twin(maccor const& options) : tester_(options) {}

  std::unique_ptr<conversation> converse(wire over) override;
  void advance(duration passed) override { tester_.advance(passed); }

  double voltage(int channel) override { return hardware(channel).voltage(); }
  double current(int channel) override { return hardware(channel).current(); }
  double state_of_charge(int channel) override {
    return hardware(channel).cell().state_of_charge();
  }
  double temperature(int channel) override { return hardware(channel).temperature(); }
  std::filesystem::path folder() override { return tester_.files.folder(); }

 private:
  cycler::channel const& hardware(int channel);

  tester tester_;
};

}  // namespace sim::mac
