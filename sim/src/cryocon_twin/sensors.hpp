#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "cryocon/curve.hpp"
#include "physics/curve.hpp"

namespace sim::cryo {

/// Is a sensor as the instrument knows it: how it is excited, and what it reads at which
/// temperature.
struct sensor {
  std::string name;
  ::cryocon::sensor_type type = ::cryocon::sensor_type::none;
  ::cryocon::bias_voltage bias = ::cryocon::bias_voltage::not_available;
  double multiplier = -1;
  ::cryocon::curve_unit units = ::cryocon::curve_unit::volts;
  physics::curve characteristic;

  /// Returns the reading in V, or in ohms for resistors. Returns nothing outside of the curve.
  [[nodiscard]] std::optional<double> reading(double kelvin) const;
  /// Returns the temperature in K. Returns nothing outside of the curve.
  [[nodiscard]] std::optional<double> temperature(double reading) const;
};

/// Holds the sensors of one instrument: those from the factory, and eight that the user may write.
class sensor_library {
 public:
  static constexpr int first_user = 61;
  static constexpr int last_user = 68;

  sensor_library();
  /// Finds a sensor by its index (guide p. 117-118); null where the list has a gap.
  [[nodiscard]] sensor const* find(int index) const;
  /// Finds a sensor that may be edited; null for those from the factory.
  [[nodiscard]] sensor* user(int index);

 private:
  std::array<sensor, 8> user_;
};

/// Makes a sensor of a curve as it came over the wire: sorted, and without points that cannot be.
sensor conditioned(::cryocon::curve const& sent);
/// Makes a curve as it goes over the wire.
::cryocon::curve as_curve(sensor const& stored);

}  // namespace sim::cryo
