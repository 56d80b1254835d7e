#pragma once

#include <optional>
#include <vector>

namespace sim::physics {

/// Is a sensor's characteristic: what it reads at which temperature, straight between the points.
class curve {
 public:
  struct point {
    double reading;      ///< In the curve's own unit.
    double temperature;  ///< K
    bool operator==(point const&) const = default;
  };

  curve() = default;
  /// Takes the points in any order and sorts them by reading.
  explicit curve(std::vector<point> points);

  [[nodiscard]] bool empty() const { return points_.size() < 2; }
  [[nodiscard]] std::vector<point> const& points() const { return points_; }
  /// Tells the temperature in K. Returns nothing outside of the curve.
  [[nodiscard]] std::optional<double> temperature(double reading) const;
  /// Tells what the sensor reads. Returns nothing outside of the curve.
  [[nodiscard]] std::optional<double> reading(double temperature) const;

 private:
  std::vector<point> points_;
};

}  // namespace sim::physics
