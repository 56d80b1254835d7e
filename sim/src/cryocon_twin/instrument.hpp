#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "cryocon/model.hpp"
#include "cryocon/pid_table.hpp"
#include "cryocon_twin/data_log.hpp"
#include "cryocon_twin/input.hpp"
#include "cryocon_twin/loop.hpp"
#include "cryocon_twin/relay.hpp"
#include "cryocon_twin/sensors.hpp"
#include "cryocon_twin/settings.hpp"
#include "physics/cryostat.hpp"
#include "sim/device.hpp"

namespace sim::cryo {

/// Names what a sensor is mounted on.
enum class place { sample, cooler, room };

/// Is the controller with its cryostat, without its remote interface: settings in, behaviour out.
class instrument {
 public:
  static constexpr int rate = 15;  ///< Samples and loop updates each second (guide p. 11, 15).

  instrument(physics::cryostat start, std::uint64_t seed, instant now);

  /// Lets time pass, sample by sample; how it is cut into calls makes no difference.
  void advance(duration passed);

  /// Engages all loops that are not OFF.
  void control();
  void stop();
  [[nodiscard]] bool controlling() const { return controlling_; }

  /// Changes a set point in K and starts the ramp that follows from it.
  void set_point(int loop, double kelvin);
  bool tune(int loop);
  /// Takes over what an autotune found and goes on with PID. Returns false when there is nothing.
  bool save_tuning(int loop);
  /// Takes over other settings, with all loops disengaged.
  void adopt(settings const& from);
  /// Does what follows from switching on: engages the loops after a while, if told to.
  void power_up();
  /// Lets an input look at its sensor at once instead of with the next sample.
  void refresh(int channel);

  [[nodiscard]] bool has_channel(char letter) const {
    return letter >= 'A' && letter < 'A' + channels;
  }
  [[nodiscard]] sensor const* sensor_of(int channel) const;
  [[nodiscard]] display display_of(int channel) const;
  /// Returns what an input reports, in its display units.
  [[nodiscard]] ::cryocon::reading shown(int channel) const;
  [[nodiscard]] loop_plan plan(int loop) const;

  [[nodiscard]] instant now() const { return now_; }
  void set_clock(instant to) { now_ = to; }
  [[nodiscard]] duration uptime() const { return uptime_; }
  void beep(double seconds) { beep_until_ = uptime_ + as_duration(seconds); }
  [[nodiscard]] bool beeping() const;
  /// Tells the bits of the instrument status register (guide p. 88).
  [[nodiscard]] unsigned status() const;
  /// Switches data logging; the first record is taken at once.
  void log(bool on);
  void reset_statistics();

  ::cryocon::model_info const* model = nullptr;  ///< Null for one that is not known.
  int channels = 4;                              ///< How many inputs there are.
  settings set;
  sensor_library sensors;
  std::array<::cryocon::pid_table, 6> tables;
  std::array<input, inputs_most> inputs;
  std::array<loop, 4> loops{loop{0}, loop{1}, loop{2}, loop{3}};
  std::array<relay, 2> relays;
  std::array<place, inputs_most> places{};
  data_log log_buffer;
  physics::cryostat stage;
  double noise = 0;  ///< Standard deviation of a sample, in K.

 private:
  static duration as_duration(double seconds);
  void sample(double seconds);
  void measure(double seconds);
  void protect();
  void regulate(double seconds);
  void record();
  double temperature_at(place where) const;
  [[nodiscard]] std::size_t present() const { return static_cast<std::size_t>(channels); }

  std::mt19937_64 random_;
  instant now_;
  duration uptime_{};
  std::uint64_t samples_ = 0;
  bool controlling_ = false;
  std::optional<duration> engage_at_;
  duration beep_until_{};
  duration log_at_{};
};

}  // namespace sim::cryo
