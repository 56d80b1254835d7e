#pragma once

#include <array>
#include <cstddef>
#include <string>

#include "cryocon/enums.hpp"
#include "cryocon_twin/autotune.hpp"
#include "cryocon_twin/hysteresis.hpp"
#include "physics/pid.hpp"

namespace sim::cryo {

/// Inputs of the largest model; the others leave the last ones alone.
inline constexpr std::size_t inputs_most = 8;

// All temperatures are held in K and all differences as differences of K, whatever the display
// shows: a change of units then never moves a set point.

struct input_settings {
  std::string name;
  ::cryocon::unit units = ::cryocon::unit::K;
  ::cryocon::bias_voltage bias = ::cryocon::bias_voltage::mv10;
  int sensor = 1;
  limits alarm;
  bool latch = false;
  bool audio = false;
  double tc_offset = 0;
};

struct loop_settings {
  int source = 0;
  double set_point = 100;
  ::cryocon::loop_type type = ::cryocon::loop_type::man;
  int table = 1;
  ::cryocon::heater_range range = ::cryocon::heater_range::low;
  double rate = 10;  ///< K/min
  physics::gains gains{5, 60, 0};
  double manual = 0;  ///< Percent of full scale.
  int load = 50;      ///< ohms
  double max_power = 100;
  double max_set_point = 1000;
  autotune::options tuning;
};

struct relay_settings {
  int source = 0;
  ::cryocon::relay_mode mode = ::cryocon::relay_mode::automatic;
  limits set{.highest = 200, .lowest = 100, .deadband = 0.25};
};

struct overtemp_settings {
  bool enabled = false;
  int source = 0;
  double temperature = 300;
};

/// Holds what a user sets and what a stored set-up brings back.
struct settings {
  std::array<input_settings, inputs_most> inputs;
  std::array<loop_settings, 4> loops;
  std::array<relay_settings, 2> relays;
  overtemp_settings overtemp;
  double filter = 1;  ///< Display time constant in s.
  bool power_up_control = false;
  bool logging = false;
  int log_interval = 5;  ///< s
};

}  // namespace sim::cryo
