#pragma once

#include <optional>

#include "cryocon/temperature.hpp"
#include "cryocon_twin/hysteresis.hpp"
#include "cryocon_twin/sensors.hpp"
#include "cryocon_twin/settings.hpp"
#include "cryocon_twin/statistics.hpp"

namespace sim::cryo {

/// Names what can be wrong with a sensor or its cable.
enum class sensor_fault { none, open, shorted, out_of_range };

/// Is one input channel: a sensor at some place, its filter, its history and its alarm.
class input {
 public:
  /// Takes a sample of the place's temperature in K.
  void sample(input_settings const& set, sensor const* with, double kelvin, double filter,
              double seconds);

  /// Looks at the sensor outside of the samples, after it was changed; the filter starts from
  /// there.
  void look(input_settings const& set, sensor const* with, double kelvin);

  /// Returns what the sensor shows now, in K.
  [[nodiscard]] ::cryocon::reading instant() const { return instant_; }
  /// Returns what the display shows, in K.
  [[nodiscard]] ::cryocon::reading filtered() const { return filtered_; }
  /// Tells the sensor's raw reading in V or ohms. Returns nothing when there is none.
  [[nodiscard]] std::optional<double> raw() const { return raw_; }

  /// Puts the present reading into the filter's history.
  void reseed() { filtered_ = instant_; }
  /// Begins the history anew.
  void restart() { history_.reset(); }
  [[nodiscard]] statistics const& history() const { return history_; }

  [[nodiscard]] ::cryocon::alarm_state alarm() const;
  void clear_alarm();

  sensor_fault fault = sensor_fault::none;
  std::optional<double> pinned;  ///< K; hangs somewhere that the cryostat does not reach.

 private:
  ::cryocon::reading measure(input_settings const& set, sensor const* with, double kelvin);
  void filter(double constant, double seconds);
  void watch(input_settings const& set);

  ::cryocon::reading instant_{::cryocon::validity::sensor_fault};
  ::cryocon::reading filtered_{::cryocon::validity::sensor_fault};
  std::optional<double> raw_;
  statistics history_;
  hysteresis alarm_;
  side latched_ = side::none;
  bool disconnected_ = false;
};

/// Converts between K and the display units of an input with that sensor; a sensor may be missing.
class display {
 public:
  display(::cryocon::unit units, sensor const* with) : units_(units), with_(with) {}

  /// Returns nothing where the sensor's curve has no such temperature.
  [[nodiscard]] std::optional<double> from_kelvin(double kelvin) const;
  [[nodiscard]] std::optional<double> to_kelvin(double shown) const;
  /// Converts a difference; there is no such thing in sensor units, where it stays in K.
  [[nodiscard]] double difference_from_kelvin(double kelvin) const;
  [[nodiscard]] double difference_to_kelvin(double shown) const;

 private:
  ::cryocon::unit units_;
  sensor const* with_;
};

}  // namespace sim::cryo
