#pragma once

#include <string>
#include <utility>

#include "cryocon/enumeration.hpp"

namespace cryocon {

/// Names the scale of a reading; S stands for the sensor's own unit, volts or ohms.
enum class unit { K, C, F, S, unknown = -1 };

/// Says how a loop controls its output.
enum class loop_type { off, pid, man, table, rampp, rampt, scale };

/// Names a loop's output range; loops 1 and 2 have powers, loops 3 and 4 have voltages.
enum class heater_range { hi, mid, low, v5, v10 };

/// Says why a loop was disengaged.
enum class loop_error {
  ok,
  off,
  over_temperature,
  readback,
  over_temperature_disconnect,
  low_resistance,
  fan_fault,
  unknown = -1
};

/// Says which alarm of an input is asserted, and whether it is held until cleared.
enum class alarm_state {
  clear,
  sensor_fault,
  high,
  low,
  high_latched,
  low_latched,
  sensor_fault_latched,
  unknown = -1
};

/// Says what asserts a relay.
enum class relay_mode { automatic, within, control, on, off };

/// Says whether a relay is asserted and by what.
enum class relay_state { clear, high, low, on, off, unknown = -1 };

/// Says how far an autotune has come.
enum class autotune_state { idle, running, complete, failed, abort, unknown = -1 };

/// Says which gains an autotune finds.
enum class autotune_mode { p, pi, pid };

/// Names the excitation voltage of an ACR sensor; not_available with every other sensor.
enum class bias_voltage { mv10, mv3, mv1, uv300, uv200, uv100, not_available, unknown = -1 };

/// Names the excitation current that a resistance bridge is held at.
enum class bridge_range { automatic, ma1, ua100, ua10, ua1, unknown = -1 };

/// Names an input configuration.
enum class sensor_type { diode, acr, ptc100, ptc1k, ntc10ua, tc70, none, unknown = -1 };

/// Names the unit of a curve's readings; logohm is the base-10 logarithm of ohms.
enum class curve_unit { volts, ohms, logohm };

/// Says how many digits the front panel shows after the decimal point.
enum class display_resolution { one = 1, two = 2, three = 3, full = 0 };

/// Holds a state that the device reported, with its text: newer firmware may know more of them.
template <class E>
class status {
 public:
  status(E state, std::string text) : state_(state), text_(std::move(text)) {}

  /// Returns the state, E::unknown for a text that the guide does not have.
  E state() const noexcept { return state_; }
  /// Returns the text as it came, trimmed.
  std::string const& text() const noexcept { return text_; }

  friend bool operator==(status const& a, status const& b) {
    return a.state_ == b.state_ && a.text_ == b.text_;
  }
  friend bool operator==(status const& a, E b) { return a.state_ == b; }

 private:
  E state_;
  std::string text_;
};

#define CRYOCON_ENUMERATION(E) \
  template <>                  \
  enumeration const& enumeration_of<E>()
CRYOCON_ENUMERATION(unit);
CRYOCON_ENUMERATION(loop_type);
CRYOCON_ENUMERATION(heater_range);
CRYOCON_ENUMERATION(loop_error);
CRYOCON_ENUMERATION(alarm_state);
CRYOCON_ENUMERATION(relay_mode);
CRYOCON_ENUMERATION(relay_state);
CRYOCON_ENUMERATION(autotune_state);
CRYOCON_ENUMERATION(autotune_mode);
CRYOCON_ENUMERATION(bias_voltage);
CRYOCON_ENUMERATION(bridge_range);
CRYOCON_ENUMERATION(sensor_type);
CRYOCON_ENUMERATION(curve_unit);
CRYOCON_ENUMERATION(display_resolution);
#undef CRYOCON_ENUMERATION

}  // namespace cryocon
