#include "cycler/runner.hpp"

#include <algorithm>
#include <cmath>

namespace sim::cycler {
namespace {

double seconds(duration of) { return std::chrono::duration<double>(of).count(); }

bool can_resume(run_state state) {
  return state == run_state::paused || state == run_state::suspended || state == run_state::tripped;
}

}  // namespace

bool runner::under_way() const { return state_ == run_state::running || can_resume(state_); }

void runner::begin(run_state state) {
  state_ = state;
  last_step_ = halted_ = ended_by::nothing;
  tripped_ = trip::none;
  end_number_ = 0;
  step_ = 0;
  cycle_ = 1;
  step_time_ = test_time_ = {};
  step_mark_ = test_mark_ = channel_.counted();
  records_.clear();
  record_count_ = 0;
  last_record_ = {};
  direct_.reset();
  procedure_.reset();
}

bool runner::start(std::shared_ptr<procedure const> what, start_options how) {
  if (under_way() || how.first_step < 1 || how.first_step > what->steps.size()) return false;
  settle();
  begin(run_state::running);
  procedure_ = std::move(what);
  turns_.assign(procedure_->steps.size(), 0);
  c_rate_ah_ = how.c_rate_ah > 0 ? how.c_rate_ah : channel_.cell().capacity();
  cycle_ = how.cycle;
  set_turns(how.remaining);
  enter(how.first_step);
  return true;
}

bool runner::start_direct(set_points const& output, record_rule record) {
  if (under_way()) return false;
  settle();
  begin(run_state::running);
  direct_ = output;
  direct_drive_ = {.record = record};
  step_ = 1;
  begin_step();
  return true;
}

bool runner::output(set_points const& wanted) {
  if (!direct_ || state_ != run_state::running) return false;
  settle();
  if (state_ != run_state::running) return false;
  direct_ = wanted;
  channel_.look(wanted);
  return true;
}

bool runner::suspend() {
  settle();
  if (state_ != run_state::running) return false;
  note(record_reason::suspended);
  halt(run_state::suspended, ended_by::person);
  return true;
}

bool runner::resume() {
  if (!can_resume(state_)) return false;
  settle();
  bool const was_paused = state_ == run_state::paused;
  state_ = run_state::running;
  halted_ = ended_by::nothing;
  tripped_ = trip::none;
  if (was_paused) {
    enter(step_ + 1);
    return true;
  }
  channel_.look(wanted());
  note(record_reason::resumed);
  return true;
}

bool runner::stop() {
  settle();
  if (!under_way()) return false;
  if (state_ == run_state::running) note(record_reason::step_end);
  halt(run_state::stopped, ended_by::person);
  return true;
}

bool runner::jump_to(std::size_t step) {
  settle();
  if (!procedure_ || state_ != run_state::running) return false;
  if (step < 1 || step > procedure_->steps.size()) return stop();
  end_step(ended_by::jump, step);
  return true;
}

bool runner::clear() {
  if (under_way()) return false;
  settle();
  begin(run_state::idle);
  cycle_ = 0;
  return true;
}

bool runner::set_variable(int number, double value) {
  if (number < 1 || static_cast<std::size_t>(number) > variables_.size()) return false;
  if (!std::isfinite(value)) return false;
  settle();
  variables_[static_cast<std::size_t>(number) - 1] = value;
  if (state_ == run_state::running) channel_.look(wanted());
  return true;
}

void runner::ambient(double celsius) {
  settle();
  channel_.ambient(celsius);
}

run_status runner::status() const {
  return {.state = state_,
          .step = step_,
          .cycle = cycle_,
          .step_time = step_time_,
          .test_time = test_time_,
          .records = record_count_,
          .of_step = channel_.counted() - step_mark_,
          .of_test = channel_.counted() - test_mark_,
          .last_step = last_step_,
          .halted = halted_,
          .tripped = tripped_,
          .end_number = end_number_};
}

void runner::advance(duration dt) {
  if (dt <= duration::zero()) return;
  pending_ += dt;
  consume(false);
}

// A command acts at its own time, so that time has to come first that is not yet a whole slice.
void runner::consume(bool all) {
  while (pending_ > duration::zero()) {
    auto slice = next_slice();
    if (slice > pending_) {
      if (!all) return;
      slice = pending_;
    }
    pending_ -= pass(slice);
  }
}

duration runner::idle_tick(duration idle) {
  using namespace std::chrono_literals;
  if (idle < 10s) return tick;
  return idle < 10min ? duration(1s) : duration(10s);
}

duration runner::next_slice() const {
  if (state_ != run_state::running) {
    auto const step = idle_tick(idle_time_);
    return step - idle_time_ % step;
  }
  auto slice = tick - step_time_ % tick;
  auto const not_past = [&](duration left) {
    // What is past already ends the step as soon as a step can end.
    if (left > duration::zero()) slice = std::min(slice, left);
  };
  for (auto const& one : now_driving().until) {
    if (one.of == quantity::time) not_past(bound_time(one) - step_time_);
    if (one.of == quantity::test_time) not_past(bound_time(one) - test_time_);
  }
  if (now_driving().record.time > duration::zero())
    not_past(last_record_.test_time + now_driving().record.time - test_time_);
  return slice;
}

duration runner::pass(duration slice) {
  auto const over = channel_.cell().over(seconds(slice));
  auto const output = choose(wanted(), channel_.can(), over);
  auto then = channel_;
  then.step(over, output);
  if (state_ != run_state::running) {
    channel_ = then;
    idle_time_ += slice;
    return slice;
  }
  if (eventful(then, slice)) {
    slice = first_event(slice, output);
    channel_.step(channel_.cell().over(seconds(slice)), output);
  } else {
    channel_ = then;
  }
  step_time_ += slice;
  test_time_ += slice;
  react();
  return slice;
}

// The current of a slice is one, so that the same cell is asked for shorter stretches of it.
duration runner::first_event(duration slice, choice output) const {
  auto const happens = [&](duration after) {
    auto then = channel_;
    then.step(channel_.cell().over(seconds(after)), output);
    return eventful(then, after);
  };
  duration before = slice - duration(1);  // where a time is met, nothing was before it
  if (before == duration::zero() || !happens(before)) return slice;
  slice = before;
  before = {};
  while (slice - before > duration(1)) {
    auto const middle = before + (slice - before) / 2;
    (happens(middle) ? slice : before) = middle;
  }
  return slice;
}

bool runner::eventful(channel const& then, duration after) const {
  if (then.breach() != trip::none) return true;
  auto const reached = [&](condition const& one) { return met(one, then, after); };
  if (step_time_ + after >= shortest_step && std::ranges::any_of(now_driving().until, reached))
    return true;
  return record_due(then, after).has_value();
}

void runner::react() {
  if (auto const limit = channel_.breach(); limit != trip::none) {
    tripped_ = limit;
    note(record_reason::suspended);
    return halt(run_state::tripped, ended_by::safety);
  }
  if (step_time_ >= shortest_step)
    for (auto const& one : now_driving().until)
      if (met(one, channel_, {})) {
        constexpr auto first = static_cast<int>(ended_by::time);
        auto const why = static_cast<ended_by>(first + static_cast<int>(one.of));
        return end_step(why, one.next > 0 ? one.next : step_ + 1);
      }
  if (auto const why = record_due(channel_, {})) note(*why);
}

drive const& runner::now_driving() const {
  return procedure_ ? std::get<drive>(procedure_->steps[step_ - 1].what) : direct_drive_;
}

set_points runner::wanted() const {
  if (state_ != run_state::running) return {};
  if (direct_) return *direct_;
  auto const& now = now_driving();
  auto const of = [this](std::optional<amount> const& given) {
    return given ? std::optional(value(*given)) : std::nullopt;
  };
  return {.way = now.way,
          .current = of(now.current),
          .voltage = of(now.voltage),
          .power = of(now.power),
          .resistance = of(now.resistance)};
}

}  // namespace sim::cycler
