#include "cryocon_twin/input.hpp"

#include <cmath>

namespace sim::cryo {
namespace {

using ::cryocon::alarm_state;
using ::cryocon::reading;
using ::cryocon::sensor_type;
using ::cryocon::unit;
using ::cryocon::validity;

}  // namespace

void input::sample(input_settings const& set, sensor const* with, double kelvin, double constant,
                   double seconds) {
  instant_ = measure(set, with, kelvin);
  filter(constant, seconds);
  if (auto const now = filtered_.number())
    if (auto const shown = display(set.units, with).from_kelvin(*now))
      history_.add(*shown, seconds);
  watch(set);
}

void input::look(input_settings const& set, sensor const* with, double kelvin) {
  instant_ = measure(set, with, kelvin);
  reseed();
}

reading input::measure(input_settings const& set, sensor const* with, double kelvin) {
  raw_.reset();
  disconnected_ = with == nullptr || with->type == sensor_type::none;
  if (disconnected_ || fault == sensor_fault::open || fault == sensor_fault::shorted)
    return reading(validity::sensor_fault);
  raw_ = with->reading(kelvin);
  if (!raw_ || fault == sensor_fault::out_of_range) return reading(validity::out_of_range);
  return reading(with->type == sensor_type::tc70 ? kelvin + set.tc_offset : kelvin);
}

void input::filter(double constant, double seconds) {
  if (!instant_.valid() || !filtered_.valid()) return reseed();
  double const last = *filtered_.number();
  double const share = 1.0 - std::exp(-seconds / constant);
  filtered_ = reading(last + (*instant_.number() - last) * share);
}

void input::watch(input_settings const& set) {
  if (auto const now = filtered_.number())
    alarm_.watch(set.alarm, *now);
  else
    alarm_.reset();
  if (!set.latch) latched_ = side::none;
  if (set.latch && alarm_.at() != side::none) latched_ = alarm_.at();
}

alarm_state input::alarm() const {
  if (instant_.state() == validity::sensor_fault && !disconnected_)
    return alarm_state::sensor_fault;
  if (latched_ != side::none)
    return latched_ == side::high ? alarm_state::high_latched : alarm_state::low_latched;
  if (alarm_.at() == side::none) return alarm_state::clear;
  return alarm_.at() == side::high ? alarm_state::high : alarm_state::low;
}

void input::clear_alarm() {
  latched_ = side::none;
  alarm_.reset();
}

std::optional<double> display::from_kelvin(double kelvin) const {
  switch (units_) {
    case unit::C:
      return kelvin - 273.15;
    case unit::F:
      return kelvin * 1.8 - 459.67;
    case unit::S:
      return with_ != nullptr ? with_->reading(kelvin) : std::nullopt;
    default:
      return kelvin;
  }
}

std::optional<double> display::to_kelvin(double shown) const {
  switch (units_) {
    case unit::C:
      return shown + 273.15;
    case unit::F:
      return (shown + 459.67) / 1.8;
    case unit::S:
      return with_ != nullptr ? with_->temperature(shown) : std::nullopt;
    default:
      return shown;
  }
}

double display::difference_from_kelvin(double kelvin) const {
  return units_ == unit::F ? kelvin * 1.8 : kelvin;
}

double display::difference_to_kelvin(double shown) const {
  return units_ == unit::F ? shown / 1.8 : shown;
}

}  // namespace sim::cryo
