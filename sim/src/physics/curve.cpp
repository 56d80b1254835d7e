#include "physics/curve.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace sim::physics {
namespace {

// A curve made by hand may turn back; the first stretch that holds the value is taken, as the
// instrument's own search does.
std::optional<double> between(std::vector<curve::point> const& points, double value,
                              double curve::point::* from, double curve::point::* to) {
  for (std::size_t i = 1; i < points.size(); ++i) {
    double const a = points[i - 1].*from;
    double const b = points[i].*from;
    if (value < std::min(a, b) || value > std::max(a, b)) continue;
    if (a == b) return points[i].*to;
    double const share = (value - a) / (b - a);
    return points[i - 1].*to + share * (points[i].*to - points[i - 1].*to);
  }
  return std::nullopt;
}

}  // namespace

curve::curve(std::vector<point> points) : points_(std::move(points)) {
  std::sort(points_.begin(), points_.end(), [](point const& a, point const& b) {
    return std::tie(a.reading, a.temperature) < std::tie(b.reading, b.temperature);
  });
}

std::optional<double> curve::temperature(double reading) const {
  return between(points_, reading, &point::reading, &point::temperature);
}

std::optional<double> curve::reading(double temperature) const {
  return between(points_, temperature, &point::temperature, &point::reading);
}

}  // namespace sim::physics
