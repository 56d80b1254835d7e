#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "sim/device.hpp"

namespace sim {

struct device_class;

/// Holds the options of a Cryo-con twin; what is left out is as the device comes from the factory.
struct cryocon {
  /// Says what the twin does with a request that comes before 100 ms are over.
  enum class haste { ignore, slow, flag };
  /// Says what answers a set: an empty line when it stands alone; nothing; or always an empty part
  /// of the line.
  enum class set_reply { line, none, part };
  /// Says what is wrong with a sensor.
  enum class sensor_fault { none, open, shorted, out_of_range };

  struct input {
    std::string name{};
    char unit = 'K';  ///< K, C, F or S.
    int sensor = 1;   ///< Index of the sensor, 0 for none (guide p. 117).
    sensor_fault fault = sensor_fault::none;
    std::string on{};  ///< sample, cooler or room; empty for the input's usual place.
    std::optional<double>
        temperature{};            ///< K; a sensor that hangs somewhere at a constant temperature.
    double alarm_highest = 105;   ///< K
    double alarm_lowest = 5;      ///< K
    double alarm_deadband = 0.1;  ///< K
    bool alarm_high_enabled = false;
    bool alarm_low_enabled = false;
    bool alarm_latch_enabled = false;
    bool alarm_audio = false;
    // What the statistics answer until they are reset, in display units; none for what was really
    // measured.
    std::optional<double> minimum{};
    std::optional<double> maximum{};
    std::optional<double> variance{};
    std::optional<double> slope{};
    std::optional<double> offset{};
  };

  struct loop {
    char source = 0;  ///< 0 for the loop's own: A, B, C, D, as far as there are.
    std::string type = "MAN";
    std::string range{};     ///< Empty for the lowest.
    double set_point = 100;  ///< K
    double rate = 10;        ///< K/min
    double p = 5;
    double i = 60;  ///< s
    double d = 0;
    double manual_power = 0;      ///< Percent of full scale.
    double heater_ohms = 50;      ///< What is connected, whatever the load setting.
    double max_set_point = 1000;  ///< K
  };

  std::string name = "Cryocon simulator";  ///< Also what SYSTEM:NAME? answers.
  std::string model = "24C";
  std::string idn{};  ///< Empty for "Cryo-con,<model>,<serial>,<firmware>".
  std::string serial = "204683";
  std::string firmware = "1.01A";
  std::string hardware_revision = "12A4FE";
  std::string firmware_revision = "78C90A";
  std::array<input, 8> inputs{};  ///< The model has the first of them: a 24C four, an 18C all.
  std::array<loop, 4> loops{};
  bool control = false;
  bool lockout = false;
  bool remote_led = false;
  double display_filter = 1;  ///< Time constant in s: 0.5, 1, 2, 4, 8, 16, 32 or 64.
  std::optional<double>
      start{};  ///< Temperature of the cryostat in K; none for its base temperature.
  bool cooling = true;
  double noise = 0;  ///< Standard deviation of a sample, in K.
  std::uint64_t seed = 0;
  haste pace = haste::slow;
  duration interval = std::chrono::milliseconds(100);
  duration reset_time =
      std::chrono::seconds(15);  ///< How long *RST takes; the device is silent meanwhile.
  std::string newline = "\n";
  set_reply set_answer = set_reply::line;  ///< Over UDP it is never none.
  bool padded = false;                     ///< Whether loop types come padded with spaces.
  std::optional<std::chrono::sys_seconds>
      date{};  ///< What the clock starts with; none for the present UTC.
};

/// Is a Cryo-con twin as a test sees it, beside its remote interface.
class cryocon_twin : public device {
 public:
  /// Tells how many requests came before the interval was over.
  virtual std::uint64_t violations() const = 0;
  /// Tells the temperature of the sample stage in K.
  virtual double sample_temperature() const = 0;
  /// Tells what a loop's heater gives, in W. Loops count from 1.
  virtual double heater_power(int loop) const = 0;
  /// Tells whether a relay is asserted. Relays count from 1.
  virtual bool relay(int number) const = 0;
  /// Tells whether the buzzer sounds.
  virtual bool beeping() const = 0;
  /// Breaks a sensor or mends it.
  virtual void fault(char input, cryocon::sensor_fault what) = 0;
  /// Holds a sensor at a temperature in K; without one it is back in the cryostat.
  virtual void pin(char input, std::optional<double> kelvin) = 0;
};

/// Makes a Cryo-con twin. Errors: std::invalid_argument that names the option, for a value that the
/// device cannot have.
std::unique_ptr<cryocon_twin> make_cryocon(cryocon const& options);
std::unique_ptr<device> make_device(cryocon const& options);

/// Returns the class `CryoCon`: a temperature controller with a two-stage cryostat.
device_class const& cryocon_class();

}  // namespace sim
