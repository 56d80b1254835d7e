#include "maccor_twin/test_channel.hpp"

#include <algorithm>
#include <cmath>

#include "maccor_twin/data_file.hpp"
#include "maccor_twin/names.hpp"
#include "maccor_twin/seconds.hpp"
#include "maccor_twin/state_codes.hpp"

namespace sim::mac {
namespace {

using cycler::run_state;
using cyclers::maccor::channel_state;
using cyclers::maccor::direct_output_result;
namespace messages = cyclers::maccor::messages;

double in_main_direction(double charge, double discharge) { return std::max(charge, discharge); }

messages::safety_limits limits_of(maccor const& can) {
  auto const most_current = static_cast<float>(can.most_current.back());
  return {.v_max = static_cast<float>(can.most_voltage),
          .v_min = static_cast<float>(can.least_voltage),
          .i_charge = most_current,
          .i_discharge = most_current};
}

// What is set beyond what the channel can do is taken as what it can; signs are the client's.
messages::safety_limits within(messages::safety_limits const& wanted, maccor const& can) {
  auto const voltage = [&](float value) {
    return static_cast<float>(std::clamp(double{value}, can.least_voltage, can.most_voltage));
  };
  auto const magnitude = [](float value, double most) {
    return static_cast<float>(std::clamp(double{value}, -most, most));
  };
  double const current = can.most_current.back();
  return {.v_max = voltage(wanted.v_max),
          .v_min = voltage(wanted.v_min),
          .i_charge = magnitude(wanted.i_charge, current),
          .i_discharge = magnitude(wanted.i_discharge, current),
          .p_charge = magnitude(wanted.p_charge, can.most_power),
          .p_discharge = magnitude(wanted.p_discharge, can.most_power)};
}

// A cell does what it does while nothing is connected: limits are for tests that run, and those of
// the electronics are met by the electronics.
cycler::safety_limits guards(messages::safety_limits const& of) {
  auto const power = [](float limit) {
    return limit != 0 ? std::abs(double{limit}) : cycler::safety_limits::none;
  };
  return {.most_voltage = of.v_max,
          .least_voltage = of.v_min,
          .most_charge_current = std::abs(double{of.i_charge}),
          .most_discharge_current = std::abs(double{of.i_discharge}),
          .most_charge_power = power(of.p_charge),
          .most_discharge_power = power(of.p_discharge)};
}

}  // namespace

test_channel::test_channel(int number, cycler::channel hardware, maccor const& can)
    : number_(number), runner_(hardware), can_(can), safety_(limits_of(can)) {
  runner_.safety(guards(safety_));
}

bool test_channel::watching() const {
  return direct_ && can_.watchdog > duration{} && runner_.status().state == run_state::running;
}

// Between two stops no more records are made than the runner keeps.
duration test_channel::next_stop(duration now) const {
  constexpr duration longest = cycler::shortest_step * (cycler::runner::most_records / 2);
  auto stop = std::min(now, now_ + longest);
  if (watching()) stop = std::min(stop, std::max(now_, direct_->fed + can_.watchdog));
  return stop;
}

void test_channel::catch_up(duration now) {
  while (now_ < now) {
    auto const stop = next_stop(now);
    runner_.advance(stop - now_);
    now_ = stop;
    if (watching() && now_ >= direct_->fed + can_.watchdog) runner_.suspend();
    write_records();
  }
}

messages::channel_status test_channel::status() const {
  auto codes = codes_of(runner_);
  if (!test_ && selected_) codes.state = channel_state::selected;
  return codes;
}

double test_channel::test_time() const {
  return origin_.test_time + seconds(runner_.status().test_time);
}

messages::full_status::reply test_channel::full_status() const {
  auto const now = runner_.status();
  auto const& of = now.of_step;
  bool const first = now.step == first_step_ && now.cycle == first_cycle_;
  auto const from = first ? origin_ : test_origin{};
  auto const single = [](double value) { return static_cast<float>(value); };
  return {.status = status(),
          .last_record = origin_.records + now.records,
          .cycle = now.cycle,
          .step = static_cast<std::uint16_t>(now.step),
          .test_time = single(test_time()),
          .step_time = single(from.step_time + seconds(now.step_time)),
          .capacity = single(from.capacity + in_main_direction(of.charge_ah, of.discharge_ah)),
          .energy = single(from.energy + in_main_direction(of.charge_wh, of.discharge_wh)),
          .current = single(std::abs(runner_.hardware().current())),
          .voltage = single(runner_.hardware().voltage())};
}

void test_channel::begin(test_data test, test_origin const& from) {
  test_ = std::move(test);
  origin_ = from;
  selected_ = false;
  direct_.reset();
  written_ = 0;
  lines_.clear();
}

void test_channel::start(test_data test, std::shared_ptr<cycler::procedure const> what,
                         cycler::start_options const& how, test_origin const& from) {
  begin(std::move(test), from);
  runner_.start(std::move(what), how);
  first_step_ = runner_.status().step;
  first_cycle_ = runner_.status().cycle;
  write_records();
}

void test_channel::start_direct(test_data test, direct_set_points const& output,
                                cycler::record_rule record) {
  begin(std::move(test), {});
  direct_ = {.started = active_in(output, can_), .begun = now_, .last_output = now_, .fed = now_};
  runner_.start_direct(output_of(output, direct_->started, can_), record);
  first_step_ = 0;
  write_records();
}

direct_output_result test_channel::output(direct_set_points const& wanted) {
  constexpr duration ten_ticks = std::chrono::milliseconds(100);
  if (runner_.status().state != run_state::running) return direct_output_result::not_active;
  if (!direct_) return direct_output_result::no_direct_mode;
  if (now_ - direct_->begun < can_.direct_ready) return direct_output_result::not_ready;
  if (now_ - direct_->last_output < ten_ticks) return direct_output_result::too_fast;
  if (!runner_.output(output_of(wanted, direct_->started, can_)))
    return direct_output_result::not_active;
  direct_->last_output = direct_->fed = now_;
  return direct_output_result::ok;
}

bool test_channel::resume() {
  if (!runner_.resume()) return false;
  if (direct_) direct_->fed = now_;
  return true;
}

void test_channel::finish() {
  runner_.stop();
  write_records();
}

void test_channel::end() {
  finish();
  runner_.clear();
  test_.reset();
  direct_.reset();
  origin_ = {};
  selected_ = false;
}

void test_channel::safety(messages::safety_limits const& limits) {
  safety_ = within(limits, can_);
  runner_.safety(guards(safety_));
}

void test_channel::write_records() {
  auto const& records = runner_.records();
  if (records.empty() || records.back().number == written_) return;
  for (auto const& one : records)
    if (one.number > written_) lines_ += data_line(one, origin_);
  written_ = records.back().number;
}

std::string test_channel::take_lines() { return std::exchange(lines_, {}); }

std::string test_channel::file() const {
  return test_ ? data_file_name(test_->name, number_) : std::string();
}

}  // namespace sim::mac
