#include "cryocon_twin/factory_sensors.hpp"

#include <cmath>

namespace sim::cryo {
namespace {

using ::cryocon::bias_voltage;
using ::cryocon::curve_unit;
using ::cryocon::sensor_type;
using points = std::vector<physics::curve::point>;

// Typical silicon diodes at 10 uA. No calibration: a twin needs the shape, the knee near 25 K and
// the range.
points const s900{{1.644, 1.4}, {1.637, 2},   {1.578, 4.2},   {1.384, 10},  {1.198, 20},
                  {1.106, 30},  {1.071, 50},  {1.028, 77.35}, {0.987, 100}, {0.877, 150},
                  {0.764, 200}, {0.646, 250}, {0.560, 300},   {0.344, 400}, {0.091, 500}};
points const dt670{{1.6443, 1.4}, {1.6375, 2},   {1.5785, 4.2},   {1.3837, 10},  {1.1978, 20},
                   {1.1062, 30},  {1.0731, 50},  {1.0280, 77.35}, {0.9871, 100}, {0.8770, 150},
                   {0.7641, 200}, {0.6491, 250}, {0.5596, 300},   {0.3444, 400}, {0.0906, 500}};
points const dt470{{1.6981, 1.4}, {1.6869, 2},   {1.6262, 4.2},   {1.4201, 10},  {1.2144, 20},
                   {1.1070, 30},  {1.0705, 50},  {1.0203, 77.35}, {0.9755, 100}, {0.8609, 150},
                   {0.7415, 200}, {0.6190, 250}, {0.5189, 300},   {0.2929, 400}, {0.0906, 500}};
points const s950{{1.652, 1.4}, {1.584, 4.2}, {1.390, 10},    {1.203, 20},
                  {1.110, 30},  {1.075, 50},  {1.031, 77.35}, {0.990, 100},
                  {0.768, 200}, {0.564, 300}, {0.348, 400}};
points const si410{{1.710, 1.5}, {1.630, 4.2}, {1.430, 10},    {1.220, 20},
                   {1.112, 30},  {1.076, 50},  {1.025, 77.35}, {0.980, 100},
                   {0.745, 200}, {0.521, 300}, {0.180, 450}};

// IEC 60751 above 73 K; below it the measured fall to the residual resistance.
points platinum(double hottest) {
  points out{{1.8, 23}, {2.4, 28}, {3.5, 34}, {5.9, 43}, {10.0, 55}, {14.6, 66}};
  for (double t = 73.15; t < hottest + 25; t += 25) {
    double const at = std::fmin(t, hottest);
    double const c = at - 273.15;
    double const cold = c < 0 ? -4.183e-12 * (c - 100) * c * c * c : 0;
    out.push_back({100.0 * (1 + 3.9083e-3 * c - 5.775e-7 * c * c + cold), at});
  }
  return out;
}

points const ro600{{4.200, 1.0}, {3.900, 1.5}, {3.700, 2},  {3.350, 4.2}, {3.230, 6},
                   {3.120, 10},  {3.060, 15},  {3.020, 20}, {2.985, 30},  {2.970, 40}};

// Thermocouples in mV against 273.15 K, through their fixed points.
points const type_k{{-6.458, 3.2},    {-6.404, 20},      {-5.730, 77.35},
                    {-3.554, 173.15}, {0, 273.15},       {4.096, 373.15},
                    {20.644, 773.15}, {41.276, 1273.15}, {54.886, 1643}};
points const type_e{{-9.835, 3.2}, {-9.760, 20},    {-8.560, 77.35},  {-5.237, 173.15},
                    {0, 273.15},   {6.319, 373.15}, {37.005, 773.15}, {76.373, 1273}};
points const type_t{{-6.258, 3.2}, {-6.210, 20},    {-5.540, 77.35}, {-3.379, 173.15},
                    {0, 273.15},   {4.279, 373.15}, {20.872, 673}};
points const aufe{{-5.300, 3}, {-5.070, 20},    {-4.030, 77.35}, {-2.190, 173.15},
                  {0, 273.15}, {2.270, 373.15}, {7.900, 610}};
points const internal{{-0.100, 173.15}, {0.100, 373.15}};

sensor diode(char const* name, points const& curve) {
  return {name, sensor_type::diode, bias_voltage::not_available,
          -1.0, curve_unit::volts,  physics::curve{curve}};
}

sensor resistor(char const* name, sensor_type type, double multiplier, points const& curve) {
  return {
      name, type, bias_voltage::not_available, multiplier, curve_unit::ohms, physics::curve{curve}};
}

sensor thermocouple(char const* name, points curve) {
  for (auto& point : curve) point.reading *= 1e-3;
  return {name, sensor_type::tc70, bias_voltage::not_available,
          1.0,  curve_unit::volts, physics::curve{std::move(curve)}};
}

}  // namespace

std::vector<factory_sensor> const& factory_sensors() {
  static std::vector<factory_sensor> const all{
      {0, {"None", sensor_type::none, bias_voltage::not_available, 1.0, curve_unit::volts, {}}},
      {1, diode("Cryo-con S900", s900)},
      {2, diode("LS DT-670", dt670)},
      {3, diode("LS DT-470", dt470)},
      {4, diode("Cryo-con S950", s950)},
      {5, diode("SI 410 Diode", si410)},
      {20, resistor("Pt100 385", sensor_type::ptc100, 1.0, platinum(873))},
      {21, resistor("Pt1K 385", sensor_type::ptc1k, 10.0, platinum(1023))},
      {22, resistor("Pt10K 385", sensor_type::ptc1k, 100.0, platinum(873))},
      {32,
       {"RO-600c", sensor_type::acr, bias_voltage::mv10, -1.0, curve_unit::logohm,
        physics::curve{ro600}}},
      {45, thermocouple("TC Type K", type_k)},
      {46, thermocouple("TC Type E", type_e)},
      {47, thermocouple("TC Type T", type_t)},
      {48, thermocouple("TC AuFe .07%", aufe)},
      {59, diode("Internal", internal)},
  };
  return all;
}

}  // namespace sim::cryo
