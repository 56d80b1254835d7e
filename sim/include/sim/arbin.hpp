#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/cell.hpp"
#include "sim/device.hpp"

namespace sim {

struct device_class;

/// Holds the options of an Arbin twin: a cycler with a cell on each of its channels.
struct arbin {
  using chemistry = sim::chemistry;
  using cell = channel_cell;

  enum class level { normal, super };

  /// Is somebody who may log in.
  struct user {
    std::string password{};
    arbin::level level = arbin::level::normal;
    bool control = true;  ///< Whether commands that change something are taken from them.
  };

  /// Names what a value on a bus follows.
  enum class source { value, voltage, current, temperature, soc, capacity };

  /// Is a value from the CAN bus or the SMBus of a battery.
  struct signal {
    std::string unit{};
    source reads = source::value;
    double value = 0;                   ///< What it is when it follows nothing.
    std::optional<std::string> text{};  ///< What it is when it is no number; on the SMBus only.
  };

  /// Is how many auxiliary inputs there are of each kind, and what comes over the buses.
  struct input_set {
    int voltage = 0;
    int temperature = 0;
    int pressure = 0;
    int external = 0;
    int flow = 0;
    int analog_output = 0;
    int digital_input = 0;
    int digital_output = 0;
    int humidity = 0;
    int safety = 0;
    int ph = 0;
    int density = 0;
    std::string can_configuration{};
    std::vector<signal> can{};
    std::string smb_configuration{};
    std::vector<signal> smb{};
  };

  std::string name = "Arbin simulator";  ///< Also the cycler's nick name.
  int channels = 16;
  cell cells{};                          ///< What is on each channel.
  std::map<int, cell> cell_on{};         ///< What is on some channels instead; they count from 1.
  input_set inputs{};                    ///< What each channel has beside it.
  std::map<int, input_set> inputs_on{};  ///< What some channels have instead.
  double least_voltage = 0;              ///< V; a test beyond makes its channel unsafe.
  double most_voltage = 5;               ///< V
  double most_current = 60;              ///< A

  std::map<std::string, user> users{};  ///< Who may log in; anybody when there are none.
  int sessions = 16;        ///< How many may be logged in; one more kicks out or is refused.
  duration idle_timeout{};  ///< Ends a connection on which nothing comes; never when 0.

  std::uint32_t serial_number = 200100;
  std::uint32_t version = 1;  ///< In log-in feedbacks; some make clients use long test names.
  std::string note = "Digital twin";
  std::string location{};
  std::vector<std::uint8_t> picture{};  ///< In log-in feedbacks.

  bool one_message_a_channel = false;  ///< Answers for many channels with a message for each.
  bool mits7 = false;        ///< Lets capacity, barcode and variables of an assignment take effect.
  duration download_time{};  ///< How long a channel takes to load an assigned schedule.
  duration restart_time = std::chrono::seconds(5);  ///< Of the data acquisition and the console.
  duration calibration_time = std::chrono::minutes(1);
  bool calibration_window = false;  ///< Open; else a calibration does not start.
  bool monitor_window = false;      ///< In use by somebody: schedules are not taken from clients.
  bool batch_file = false;          ///< Open: schedules cannot be assigned.
  /// Codes with which commands are refused, by their name in cyclers::arbin, e.g. start.
  std::map<std::string, unsigned> refuse{};

  /// Where the cycler keeps its files (Work, Support, ...): a temporary folder, which goes with the
  /// twin, when empty.
  std::filesystem::path folder{};
  std::uint64_t largest_file = 256ULL << 20;  ///< bytes, of downloads and uploads
  std::optional<std::chrono::sys_seconds>
      date{};  ///< What the cycler's clock starts with; none for the present UTC.
};

/// Is an Arbin twin as a test sees it, beside its remote interface. Channels count from 1.
class arbin_twin : public device {
 public:
  /// Names what can be wrong with a channel.
  enum class trouble { none, unsafe, disconnected, calibrating };

  virtual double voltage(int channel) = 0;          ///< V
  virtual double current(int channel) = 0;          ///< A, + = charge
  virtual double state_of_charge(int channel) = 0;  ///< 0 to 1
  virtual double temperature(int channel) = 0;      ///< degC, at the surface of the cell
  /// Returns a meta variable, MV_UD1 to MV_UD16.
  virtual double variable(int channel, int number) = 0;
  /// Returns where the cycler keeps its files.
  virtual std::filesystem::path folder() = 0;

  /// Makes something wrong with a channel, or right again.
  virtual void trouble_on(int channel, trouble what) = 0;
  /// Refuses a command from now on, e.g. "start" with 0x22; 0 takes it again.
  ///
  /// Errors: std::invalid_argument for a name that no command has.
  virtual void refuse(std::string_view command, unsigned code) = 0;
  virtual void calibration_window(bool open) = 0;
  virtual void monitor_window(bool in_use) = 0;

  /// Returns the messages that clients have sent to the person at the cycler.
  virtual std::vector<std::string> messages() = 0;
  /// Returns what the cycler has noted, the latest last: what it dropped, whom it kicked out.
  virtual std::vector<std::string> events() = 0;
};

/// Makes an Arbin twin. Errors: std::invalid_argument that names the option, for a value that the
/// device cannot have.
std::unique_ptr<arbin_twin> make_arbin(arbin const& options);
std::unique_ptr<device> make_device(arbin const& options);

/// Returns the class `Arbin`: a battery cycler that answers every command of CTI.
device_class const& arbin_class();

}  // namespace sim
