#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "sim/cell.hpp"
#include "sim/device.hpp"

namespace sim {

struct device_class;

/// Holds the options of a Maccor twin: a tester with a cell on each of its channels.
struct maccor {
  using chemistry = sim::chemistry;
  using cell = channel_cell;

  std::string name = "Maccor simulator";  ///< Also the tester's SystemID, cut to 50 characters.
  int channels = 64;
  cell cells{};                   ///< What is on each channel.
  std::map<int, cell> cell_on{};  ///< What is on some channels instead; they count from 1.
  int system_type = 0;            ///< 0 to 5; direct mode works for 0 only.
  double least_voltage = 0;       ///< V
  double most_voltage = 5;        ///< V
  std::array<double, 4> most_current = {150e-6, 5e-3, 150e-3, 5};  ///< A, of ranges 1 to 4
  double most_power = 25;                                          ///< W
  duration watchdog{};  ///< Suspends a channel in direct mode that is not updated; 0 for never.
  duration direct_ready = std::chrono::milliseconds(250);  ///< Until direct mode takes outputs.
  int chambers = 4;
  bool smart_batteries = true;                 ///< Whether each cell has a gauge on a bus.
  std::map<std::string, std::string> users{};  ///< Names and passwords; with any, log-in is needed.
  /// Where the tester keeps its files; a temporary folder, which goes with the twin, when empty.
  std::filesystem::path folder{};
  std::optional<std::chrono::sys_seconds>
      date{};              ///< What the tester's clock starts with; none for the present UTC.
  std::uint64_t seed = 0;  ///< Of the names that it makes up.
};

/// Is a Maccor twin as a test sees it, beside its remote interface. Channels count from 1.
class maccor_twin : public device {
 public:
  virtual double voltage(int channel) = 0;          ///< V
  virtual double current(int channel) = 0;          ///< A, + = charge
  virtual double state_of_charge(int channel) = 0;  ///< 0 to 1
  virtual double temperature(int channel) = 0;      ///< degC, at the surface of the cell
  /// Returns where the tester keeps its files: Procedur, Active, Archive and the others.
  virtual std::filesystem::path folder() = 0;
};

/// Makes a Maccor twin. Errors: std::invalid_argument that names the option, for a value that the
/// device cannot have.
std::unique_ptr<maccor_twin> make_maccor(maccor const& options);
std::unique_ptr<device> make_device(maccor const& options);

/// Returns the class `Maccor`: a battery tester that answers every MacNet function.
device_class const& maccor_class();

}  // namespace sim
