#include "cryocon_twin/loop.hpp"

#include <algorithm>
#include <cmath>

namespace sim::cryo {
namespace {

using ::cryocon::heater_range;
using ::cryocon::loop_error;
using ::cryocon::loop_type;

bool ramps(loop_type type) { return type == loop_type::rampp || type == loop_type::rampt; }

}  // namespace

bool has_range(::cryocon::model_info const* model, int number, heater_range range) {
  bool const known = model != nullptr && !model->ranges[number].empty();
  auto const& like = known ? *model : *::cryocon::find_model("24C");
  return ::cryocon::has_range(like, number + 1, range);
}

physics::heater_stage stage_of(int number, heater_range range, int load) {
  if (number >= 2) return {.full_scale = 0, .compliance = range == heater_range::v10 ? 10.0 : 5.0};
  if (number == 1)
    return {.full_scale = range == heater_range::hi ? std::sqrt(0.5) : std::sqrt(0.05),
            .compliance = 36};
  double const volts = load;
  switch (range) {
    case heater_range::hi:
      return {.full_scale = 1.0, .compliance = volts};
    case heater_range::mid:
      return {.full_scale = std::sqrt(0.1), .compliance = 25};
    default:
      return {.full_scale = 0.1, .compliance = 25};
  }
}

void loop::engage() {
  engaged_ = true;
  error_ = loop_error::ok;
  pid_.reset();
  ramp_.stop();
}

void loop::disengage() {
  engaged_ = false;
  tuning.abort();
  ramp_.stop();
  percent_ = 0;
  output_ = {};
}

void loop::trip(loop_error why) {
  disengage();
  error_ = why;
}

void loop::settle() { pid_.track(percent_); }

void loop::set_point_changed(loop_settings const& set, double from) {
  if (!engaged_ || !ramps(set.type)) return ramp_.stop();
  ramp_.start(ramp_.active() ? ramp_.point() : from, set.set_point, set.rate);
}

void loop::control(loop_settings const& set, loop_plan const& plan, std::optional<double> kelvin,
                   double seconds) {
  auto const stage = stage_of(number_, plan.range, set.load);
  if (engaged_) {
    percent_ = wanted(set, plan, kelvin, seconds);
    output_ = physics::drive(stage, percent_, load_ohms);
    if (number_ >= 2)  // a voltage that drives nothing by itself
      output_ = {.voltage = stage.compliance * percent_ / 100.0, .percent = percent_};
    else
      check_load(set, stage);
  }
  warm_sink(stage, seconds);
}

double loop::wanted(loop_settings const& set, loop_plan const& plan, std::optional<double> kelvin,
                    double seconds) {
  double const most = limit(set, plan);
  if (tuning.busy()) {
    if (!kelvin)
      tuning.fail();
    else if (auto const output = tuning.step(*kelvin, seconds)) {
      if (!tuning.busy()) settle();
      return std::clamp(*output, 0.0, most);
    }
  }
  if (set.type == loop_type::off) return 0;
  if (set.type == loop_type::man) return std::clamp(set.manual, 0.0, most);
  if (!kelvin) {  // no reading, no heat
    pid_.reset();
    return 0;
  }
  if (set.type == loop_type::scale)
    return std::clamp(100.0 * *kelvin / std::max(set.max_set_point, 1e-6), 0.0, most);
  return pid_.step(plan.gains, working_point(set, seconds), *kelvin, most, seconds);
}

double loop::working_point(loop_settings const& set, double seconds) {
  if (!ramps(set.type)) ramp_.stop();
  return ramp_.active() ? ramp_.advance(set.rate, seconds) : set.set_point;
}

// The limit of loop 1 holds in its HI range only (guide p. 31).
double loop::limit(loop_settings const& set, loop_plan const& plan) const {
  return number_ == 0 && plan.range != heater_range::hi ? 100.0 : set.max_power;
}

void loop::check_load(loop_settings const& set, physics::heater_stage stage) {
  if (percent_ <= 1.0) return;
  double const least = number_ == 0 && set.load == 50 ? 40.0 : 10.0;
  if (load_ohms < least)
    trip(loop_error::low_resistance);
  else if (stage.compliance / load_ohms < 0.5 * stage.full_scale * std::sqrt(percent_ / 100.0))
    trip(loop_error::readback);
}

// A linear stage burns what it does not give: most at a quarter of full power.
void loop::warm_sink(physics::heater_stage stage, double seconds) {
  double const burnt =
      number_ >= 2 ? 0 : output_.current * std::max(stage.compliance - output_.voltage, 0.0);
  sink_ += (25.0 + 1.6 * burnt - sink_) * (1.0 - std::exp(-seconds / 120.0));
}

bool loop::tune(loop_settings const& set, bool has_temperature) {
  if (!engaged_ || !has_temperature || set.type == loop_type::off) return false;
  ramp_.stop();
  tuning.start(set.tuning, percent_, limit(set, {set.gains, set.range, set.source}));
  return true;
}

}  // namespace sim::cryo
