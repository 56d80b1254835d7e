#pragma once

#include "arbin_twin/console.hpp"
#include "sim/arbin.hpp"

namespace sim::cti {

/// Joins the cycler and its conversations into a device.
class twin : public arbin_twin {
 public:
  explicit twin(arbin const& options) : console_(options) {}

  std::unique_ptr<conversation> converse(wire over) override;
  void advance(duration passed) override { console_.advance(passed); }
  std::vector<std::string> take_news() override { return console_.take_news(); }

  double voltage(int channel) override { return hardware(channel).voltage(); }
  double current(int channel) override { return hardware(channel).current(); }
  double state_of_charge(int channel) override {
    return hardware(channel).cell().state_of_charge();
  }
  double temperature(int channel) override { return hardware(channel).temperature(); }
  double variable(int channel, int number) override;
  std::filesystem::path folder() override { return console_.files.folder(); }

  void trouble_on(int channel, trouble what) override { at(channel).trouble_is(what); }
  void refuse(std::string_view command, unsigned code) override { console_.refuse(command, code); }
  void calibration_window(bool open) override { console_.calibration_window = open; }
  void monitor_window(bool in_use) override { console_.monitor_window = in_use; }

  std::vector<std::string> messages() override;
  std::vector<std::string> events() override;

 private:
  test_channel& at(int channel);
  sim::cycler::channel const& hardware(int channel) { return at(channel).runner().hardware(); }

  console console_;
};

}  // namespace sim::cti
