#include "cryocon_twin/instrument.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "cryocon_twin/zones.hpp"

namespace sim::cryo {
namespace {

using ::cryocon::loop_error;
using ::cryocon::loop_type;
using ::cryocon::unit;

constexpr std::uint64_t second = 1'000'000'000;
constexpr double room = 295;
constexpr duration power_up_delay = std::chrono::seconds(10);  // guide p. 36

// The n-th sample lies at n/15 s to the nanosecond, so that an hour has 54000 of them however it is
// cut.
duration time_of(std::uint64_t sample) {
  return duration(static_cast<duration::rep>(
      sample / instrument::rate * second + sample % instrument::rate * second / instrument::rate));
}

}  // namespace

instrument::instrument(physics::cryostat start, std::uint64_t seed, instant now)
    : stage(start), random_(seed), now_(now) {
  measure(1.0 / rate);
}

duration instrument::as_duration(double seconds) {
  constexpr double longest = 1e9;
  return duration(
      static_cast<duration::rep>(std::min(seconds, longest) * static_cast<double>(second)));
}

void instrument::advance(duration passed) {
  if (passed <= duration::zero()) return;
  duration const end = uptime_ + passed;
  for (;;) {
    duration const next = time_of(samples_ + 1);
    if (next > end) break;
    now_ += next - uptime_;
    uptime_ = next;
    ++samples_;
    sample(1.0 / rate);
  }
  now_ += end - uptime_;
  uptime_ = end;
}

void instrument::sample(double seconds) {
  stage.advance(seconds, {.sample = loops[0].output().power, .cooler = loops[1].output().power});
  measure(seconds);
  if (engage_at_ && uptime_ >= *engage_at_) control();
  protect();
  regulate(seconds);
  for (std::size_t i = 0; i < relays.size(); ++i) {
    auto const source = static_cast<std::size_t>(set.relays[i].source);
    relays[i].watch(set.relays[i], inputs[source].filtered(), controlling_);
  }
  if (set.logging && uptime_ >= log_at_) record();
}

void instrument::measure(double seconds) {
  std::normal_distribution<double> jitter(0.0, 1.0);
  for (std::size_t i = 0; i < present(); ++i) {
    double kelvin = temperature_at(places[i]);
    if (inputs[i].pinned) kelvin = *inputs[i].pinned;
    if (noise > 0) kelvin += noise * jitter(random_);
    inputs[i].sample(set.inputs[i], sensor_of(static_cast<int>(i)), kelvin, set.filter, seconds);
  }
}

void instrument::protect() {
  if (!set.overtemp.enabled || !controlling_) return;
  auto const now = inputs[static_cast<std::size_t>(set.overtemp.source)].instant().number();
  if (!now || *now <= set.overtemp.temperature) return;
  controlling_ = false;
  for (auto& each : loops) {
    each.tuning.fail();
    each.trip(loop_error::over_temperature_disconnect);
  }
}

void instrument::regulate(double seconds) {
  for (int i = 0; i < 4; ++i) {
    auto const n = static_cast<std::size_t>(i);
    auto const with = plan(i);
    auto const source = inputs[static_cast<std::size_t>(with.source)].instant().number();
    loops[n].control(set.loops[n], with, source, seconds);
  }
}

void instrument::record() {
  std::vector<std::string> texts;
  for (int i = 0; i < channels; ++i) texts.push_back(reading_text(shown(i)));
  log_buffer.add(now_, std::move(texts));
  log_at_ = uptime_ + std::chrono::seconds(set.log_interval);
}

double instrument::temperature_at(place where) const {
  if (where == place::room) return room;
  return where == place::sample ? stage.sample() : stage.cooler();
}

void instrument::control() {
  engage_at_.reset();
  controlling_ = true;
  for (auto& each : loops) each.engage();
}

void instrument::stop() {
  engage_at_.reset();
  controlling_ = false;
  for (auto& each : loops) each.disengage();
}

void instrument::set_point(int number, double kelvin) {
  auto const n = static_cast<std::size_t>(number);
  double const from = std::exchange(set.loops[n].set_point, kelvin);
  if (from != kelvin) loops[n].set_point_changed(set.loops[n], from);
}

bool instrument::tune(int number) {
  auto const n = static_cast<std::size_t>(number);
  auto const source = static_cast<std::size_t>(plan(number).source);
  bool const usable = inputs[source].instant().valid() && set.inputs[source].units != unit::S;
  return loops[n].tune(set.loops[n], usable);
}

bool instrument::save_tuning(int number) {
  auto const n = static_cast<std::size_t>(number);
  auto const found = loops[n].tuning.result();
  if (!found) return false;
  set.loops[n].gains = *found;
  set.loops[n].type = loop_type::pid;
  loops[n].settle();
  return true;
}

void instrument::adopt(settings const& from) {
  stop();
  set = from;
  for (auto& each : loops) each.tuning.reset();
  for (int i = 0; i < channels; ++i) {
    inputs[static_cast<std::size_t>(i)].restart();
    inputs[static_cast<std::size_t>(i)].clear_alarm();
    refresh(i);
  }
}

void instrument::power_up() {
  if (set.power_up_control) engage_at_ = uptime_ + power_up_delay;
}

void instrument::refresh(int channel) {
  auto const n = static_cast<std::size_t>(channel);
  double const kelvin = inputs[n].pinned.value_or(temperature_at(places[n]));
  inputs[n].look(set.inputs[n], sensor_of(channel), kelvin);
}

sensor const* instrument::sensor_of(int channel) const {
  return sensors.find(set.inputs[static_cast<std::size_t>(channel)].sensor);
}

display instrument::display_of(int channel) const {
  return {set.inputs[static_cast<std::size_t>(channel)].units, sensor_of(channel)};
}

::cryocon::reading instrument::shown(int channel) const {
  auto const& from = inputs[static_cast<std::size_t>(channel)];
  auto const kelvin = from.filtered().number();
  if (!kelvin) return from.filtered();
  auto const value = display_of(channel).from_kelvin(*kelvin);
  return value ? ::cryocon::reading(*value) : ::cryocon::reading(::cryocon::validity::out_of_range);
}

loop_plan instrument::plan(int number) const {
  auto const& own = set.loops[static_cast<std::size_t>(number)];
  loop_plan const plain{own.gains, own.range, own.source};
  if (own.type != loop_type::table && own.type != loop_type::rampt) return plain;
  auto const& table = tables[static_cast<std::size_t>(own.table - 1)];
  double const shown = display_of(own.source).from_kelvin(own.set_point).value_or(own.set_point);
  return zone_at(table, shown, plain, number, model);
}

bool instrument::beeping() const {
  if (uptime_ < beep_until_) return true;
  for (std::size_t i = 0; i < present(); ++i)
    if (set.inputs[i].audio && inputs[i].alarm() != ::cryocon::alarm_state::clear) return true;
  return false;
}

unsigned instrument::status() const {
  unsigned bits = 0;
  for (std::size_t i = 0; i < present(); ++i) {
    if (inputs[i].alarm() != ::cryocon::alarm_state::clear) bits |= 0x80;
    bool const has_bit = i < 4;  // the next is the heater's
    if (has_bit && inputs[i].alarm() == ::cryocon::alarm_state::sensor_fault) bits |= 1u << i;
  }
  for (auto const& each : loops)
    if (each.error() != loop_error::ok) bits |= 0x10;
  return bits;
}

void instrument::log(bool on) {
  set.logging = on;
  log_at_ = uptime_;
}

void instrument::reset_statistics() {
  for (auto& each : inputs) each.restart();
}

}  // namespace sim::cryo
