#pragma once

#include <string>
#include <utility>
#include <vector>

#include "cryocon/enums.hpp"

namespace cryocon {

/// Is one point of a calibration curve.
struct curve_point {
  double reading = 0;      ///< In the curve's unit.
  double temperature = 0;  ///< In kelvin.
  friend bool operator==(curve_point const&, curve_point const&) = default;
};

/// Holds a sensor's calibration curve with its header (guide p. 119-121).
struct curve {
  curve() = default;
  curve(std::string its_name, sensor_type its_type, double its_multiplier, curve_unit its_units,
        std::vector<curve_point> its_points)
      : name(std::move(its_name)),
        type(its_type),
        multiplier(its_multiplier),
        units(its_units),
        points(std::move(its_points)) {}

  std::string name;                       ///< At most 15 characters.
  sensor_type type = sensor_type::diode;  ///< The input configuration that the sensor needs.
  bias_voltage bias = bias_voltage::not_available;  ///< The default bias, for type acr only.
  double multiplier = -1;  ///< Negative for a negative temperature coefficient.
  curve_unit units = curve_unit::volts;
  std::vector<curve_point> points;  ///< 2 to 200; none in a user's curve that was never written.

  friend bool operator==(curve const&, curve const&) = default;
};

}  // namespace cryocon
