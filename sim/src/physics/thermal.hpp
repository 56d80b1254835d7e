#pragma once

#include <array>

namespace sim::physics {

/// Holds the constants of a lumped thermal model.
struct thermal_constants {
  double core_to_surface = 1.94;  ///< K/W
  double surface_to_air = 3.08;   ///< K/W
  double core_capacity = 62.7;    ///< J/K
  double surface_capacity = 4.5;  ///< J/K

  /// Returns the constants of that many such bodies side by side.
  thermal_constants times(double count) const {
    return {core_to_surface / count, surface_to_air / count, core_capacity * count,
            surface_capacity * count};
  }
};

/// Is a body that is heated in its core and cooled at its surface; temperatures are in degC.
///
/// X. Lin et al., "A lumped-parameter electro-thermal model for cylindrical batteries" (J. Power
/// Sources 257, 2014). The step is the exact solution for constant heat, so any length is stable.
class lumped_body {
 public:
  lumped_body(thermal_constants of, double temperature, double air);

  void step(double watts, double seconds);

  double core() const { return core_; }
  double surface() const { return surface_; }
  double air() const { return air_; }
  void air(double temperature) { air_ = temperature; }

 private:
  void prepare(double seconds);

  thermal_constants of_;
  double core_;
  double surface_;
  double air_;
  double prepared_for_ = 0;
  std::array<double, 4> transition_{1, 0, 0, 1};  // of the distance from the steady state
};

}  // namespace sim::physics
