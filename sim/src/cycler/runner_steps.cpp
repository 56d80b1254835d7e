#include <algorithm>
#include <cmath>

#include "cycler/runner.hpp"

namespace sim::cycler {
namespace {

// What an output follows is at its bound but for rounding.
bool reaches(double value, double bound, bool above) {
  double const slack = 1e-11 * (1 + std::abs(bound));
  return above ? value >= bound - slack : value <= bound + slack;
}

}  // namespace

double runner::reading(condition const& one, channel const& then) const {
  auto const step = then.counted() - step_mark_;
  switch (one.of) {
    case quantity::voltage:
      return then.voltage();
    case quantity::current:
      return std::abs(then.current());
    case quantity::power:
      return std::abs(then.power());
    case quantity::capacity:
      return std::max(step.charge_ah, step.discharge_ah);
    case quantity::energy:
      return std::max(step.charge_wh, step.discharge_wh);
    case quantity::temperature:
      return then.temperature();
    case quantity::variable:
      return variables_[static_cast<std::size_t>(one.variable) - 1];
    default:
      return cycle_;
  }
}

duration runner::bound_time(condition const& one) const {
  constexpr double longest = 1e9;
  double const bound = value(one.bound);
  return duration(std::llround((bound < longest ? bound : longest) * 1e9));
}

bool runner::met(condition const& one, channel const& then, duration after) const {
  if (one.of == quantity::time || one.of == quantity::test_time) {
    auto const now = (one.of == quantity::time ? step_time_ : test_time_) + after;
    return one.above ? now >= bound_time(one) : now <= bound_time(one);
  }
  return reaches(reading(one, then), value(one.bound), one.above);
}

std::optional<record_reason> runner::record_due(channel const& then, duration after) const {
  auto const& rule = now_driving().record;
  auto const passed = test_time_ + after - last_record_.test_time;
  if (passed < shortest_step) return {};
  if (rule.time > duration::zero() && passed >= rule.time) return record_reason::time;
  auto const moved = [](double rule_of, double now, double last) {
    return rule_of > 0 && std::abs(now - last) >= rule_of;
  };
  if (moved(rule.voltage, then.voltage(), last_record_.voltage)) return record_reason::voltage;
  if (moved(rule.current, then.current(), last_record_.current)) return record_reason::current;
  return {};
}

void runner::note(record_reason why, ended_by by) {
  last_record_ = {.number = ++record_count_,
                  .cycle = cycle_,
                  .step = step_,
                  .test_time = test_time_,
                  .step_time = step_time_,
                  .voltage = channel_.voltage(),
                  .current = channel_.current(),
                  .temperature = channel_.temperature(),
                  .of_step = channel_.counted() - step_mark_,
                  .of_test = channel_.counted() - test_mark_,
                  .why = why,
                  .by = by};
  records_.push_back(last_record_);
  if (records_.size() > most_records) records_.pop_front();
}

void runner::halt(run_state state, ended_by why) {
  state_ = state;
  halted_ = why;
  idle_time_ = {};
  channel_.look({});
}

void runner::end_step(ended_by why, std::size_t next) {
  note(record_reason::step_end, why);
  last_step_ = why;
  enter(next);
}

void runner::begin_step() {
  step_time_ = {};
  step_mark_ = channel_.counted();
  channel_.look(wanted());
  note(record_reason::step_start);
}

void runner::set_turns(std::array<int, 4> const& remaining) {
  std::size_t number = 0;
  for (std::size_t n = 0; n < turns_.size() && number < remaining.size(); ++n) {
    auto const* const back = std::get_if<loop>(&procedure_->steps[n].what);
    if (!back) continue;
    auto const left = remaining[number++];
    if (left < 0) continue;
    constexpr double most = 1e9;
    auto const all = std::clamp(value(back->times), 1.0, most);
    turns_[n] = static_cast<std::uint32_t>(std::clamp(all - 1 - left, 0.0, all - 1));
  }
}

std::size_t runner::after(loop const& of) {
  auto& turns = turns_[step_ - 1];
  if (++turns >= value(of.times)) {
    turns = 0;
    return step_ + 1;
  }
  if (of.counts_cycles) ++cycle_;
  // A loop inside of this one may have been left by a jump.
  std::fill(turns_.begin() + static_cast<std::ptrdiff_t>(of.from) - 1,
            turns_.begin() + static_cast<std::ptrdiff_t>(step_) - 1, 0U);
  return of.from;
}

std::size_t runner::after(jump const& of) const {
  auto const holds = [&](condition const& one) { return met(one, channel_, {}); };
  return of.when.empty() || std::ranges::any_of(of.when, holds) ? of.to : step_ + 1;
}

// Steps that take no time are done here one after the other, until one takes time or waits.
void runner::enter(std::size_t number) {
  for (std::size_t done = 0; done <= 2 * most_steps; ++done) {
    if (number > procedure_->steps.size()) return halt(run_state::complete, ended_by::procedure);
    step_ = number;
    auto const& what = procedure_->steps[number - 1].what;
    if (std::holds_alternative<drive>(what)) return begin_step();
    if (std::holds_alternative<pause>(what)) return halt(run_state::paused, ended_by::pause);
    if (std::holds_alternative<finish>(what)) {
      end_number_ = procedure_->end_number(number);
      return halt(run_state::complete, ended_by::procedure);
    }
    number = step_ + 1;
    if (auto const* back = std::get_if<loop>(&what)) number = after(*back);
    if (auto const* away = std::get_if<jump>(&what)) number = after(*away);
    if (auto const* air = std::get_if<chamber>(&what)) channel_.ambient(value(air->temperature));
    if (auto const* set = std::get_if<assign>(&what))
      for (auto const& one : set->to)
        variables_[static_cast<std::size_t>(one.variable) - 1] = value(one.value);
  }
  halt(run_state::stopped, ended_by::no_progress);
}

}  // namespace sim::cycler
