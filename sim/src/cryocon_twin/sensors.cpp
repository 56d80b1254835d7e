#include "cryocon_twin/sensors.hpp"

#include <algorithm>
#include <cmath>

#include "cryocon_twin/factory_sensors.hpp"

namespace sim::cryo {
namespace {

using ::cryocon::curve_unit;

double scale(sensor const& of) { return of.multiplier == 0 ? 1.0 : std::abs(of.multiplier); }

}  // namespace

std::optional<double> sensor::reading(double kelvin) const {
  auto const raw = characteristic.reading(kelvin);
  if (!raw) return std::nullopt;
  return (units == curve_unit::logohm ? std::pow(10.0, *raw) : *raw) * scale(*this);
}

std::optional<double> sensor::temperature(double reading) const {
  double const raw = reading / scale(*this);
  if (units != curve_unit::logohm) return characteristic.temperature(raw);
  return raw > 0 ? characteristic.temperature(std::log10(raw)) : std::nullopt;
}

sensor_library::sensor_library() {
  for (std::size_t i = 0; i < user_.size(); ++i) {
    user_[i].name = "User Sensor " + std::to_string(i + 1);
    user_[i].type = ::cryocon::sensor_type::diode;
  }
}

sensor const* sensor_library::find(int index) const {
  if (index >= first_user && index <= last_user)
    return &user_[static_cast<std::size_t>(index - first_user)];
  for (auto const& known : factory_sensors())
    if (known.index == index) return &known.what;
  return nullptr;
}

sensor* sensor_library::user(int index) {
  if (index < first_user || index > last_user) return nullptr;
  return &user_[static_cast<std::size_t>(index - first_user)];
}

sensor conditioned(::cryocon::curve const& sent) {
  std::vector<physics::curve::point> points;
  for (auto const& point : sent.points)
    if (std::isfinite(point.reading) && std::isfinite(point.temperature) && point.temperature > 0)
      points.push_back({point.reading, point.temperature});
  return {sent.name,       sent.type,  sent.bias,
          sent.multiplier, sent.units, physics::curve{std::move(points)}};
}

::cryocon::curve as_curve(sensor const& stored) {
  ::cryocon::curve out;
  out.name = stored.name;
  out.type = stored.type;
  out.bias = stored.bias;
  out.multiplier = stored.multiplier;
  out.units = stored.units;
  for (auto const& point : stored.characteristic.points())
    out.points.push_back({point.reading, point.temperature});
  return out;
}

}  // namespace sim::cryo
