#pragma once

#include <optional>

#include "cryocon/enums.hpp"

namespace cryocon {

/// Says what a reading is: a number, or one of the reasons why there is none.
enum class validity {
  measured,
  sensor_fault,  ///< `-------`: the sensor is open, disconnected or shorted (guide p. 26).
  out_of_range,  ///< `.......`: measured, but outside the sensor's calibration curve (guide p. 26).
  not_available,  ///< `N/A`: the input has no such reading.
};

/// Holds a measured number or the reason why there is none; never NaN.
class reading {
 public:
  constexpr reading() = default;
  constexpr explicit reading(double value) : state_(validity::measured), value_(value) {}
  constexpr explicit reading(validity why_not) : state_(why_not) {}

  /// Tells whether there is a number.
  constexpr bool valid() const noexcept { return state_ == validity::measured; }
  constexpr explicit operator bool() const noexcept { return valid(); }
  /// Returns what the reading is.
  constexpr validity state() const noexcept { return state_; }
  /// Returns the number. Errors: sockio::failure that names the reason when there is none.
  double value() const;
  /// Returns the number when there is one.
  constexpr std::optional<double> number() const noexcept {
    return valid() ? std::optional<double>(value_) : std::nullopt;
  }

  friend constexpr bool operator==(reading const&, reading const&) = default;

 private:
  validity state_ = validity::not_available;
  double value_ = 0;
};

/// Holds a temperature with its unit or the reason why there is none.
class temperature : public reading {
 public:
  constexpr temperature() = default;
  constexpr temperature(reading what, cryocon::unit scale) : reading(what), unit_(scale) {}
  constexpr temperature(double value, cryocon::unit scale) : reading(value), unit_(scale) {}

  /// Returns the unit; unit::unknown when the device said a number only.
  constexpr cryocon::unit unit() const noexcept { return unit_; }
  /// Returns the temperature in kelvin when it is one (in K, C or F).
  std::optional<double> kelvin() const;

  friend constexpr bool operator==(temperature const&, temperature const&) = default;

 private:
  cryocon::unit unit_ = cryocon::unit::unknown;
};

}  // namespace cryocon
