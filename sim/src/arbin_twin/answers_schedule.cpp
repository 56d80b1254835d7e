#include <cmath>

#include "arbin_twin/call.hpp"

namespace sim::cti {
namespace {

using cyclers::arbin::assign_result;
using cyclers::arbin::continue_result;
using cyclers::arbin::jump_result;
using cyclers::arbin::resume_result;
using cyclers::arbin::stop_result;
using trouble = test_channel::trouble;

/// Does something to the channel that a request names, or to all, and answers for each.
template <class C, class Result, class Do>
void each(call& of, std::int64_t named, bool all, Do act) {
  auto const no = barred<C, Result>(of);
  auto const answer = [&](std::int64_t index, Result result) {
    of.answer<C>({.channel = static_cast<std::int32_t>(index), .result = result});
  };
  if (all) {
    for (auto* const one : of.console.all_channels()) answer(one->index(), no ? *no : act(*one));
    return;
  }
  auto* const one = of.console.channel(named);
  if (no || !one) return answer(named, no ? *no : Result::no_such_channel);
  answer(named, act(*one));
}

/// Returns the channel that a request on the wire names: -1 and the like are none.
std::int64_t named(std::uint32_t channel) { return static_cast<std::int32_t>(channel); }

assign_result check_assignment(console const& on, test_channel const& one, schedule const& found,
                               std::string const& name) {
  if (one.running() || one.paused()) return assign_result::running;
  if (on.now() < one.assigned.ready) return assign_result::downloading;
  if (on.options().batch_file) return assign_result::batch_file_open;
  if (name.empty()) return assign_result::no_schedule_name;
  if (!found.found) return assign_result::no_such_schedule;
  return found.what ? assign_result::ok : assign_result::failed;
}

void assign(console& on, test_channel& one, messages::assign_schedule::request const& asked) {
  one.assigned = {.schedule = asked.schedule};
  one.assigned.ready = on.now() + on.options().download_time;
  // Protocol document page 13: without effect in MITS 8.
  if (!on.options().mits7) return;
  one.assigned.barcode = asked.barcode;
  one.assigned.capacity = std::isfinite(asked.capacity) ? double{asked.capacity} : 0;
  one.assigned.variables = asked.variables;
}

void assign_schedule(call& of, messages::assign_schedule::request const& asked) {
  auto const found = of.console.find_schedule(asked.schedule);
  each<messages::assign_schedule, assign_result>(
      of, asked.channel, asked.all != 0, [&](test_channel& one) {
        auto const result = check_assignment(of.console, one, found, asked.schedule);
        if (result == assign_result::ok) assign(of.console, one, asked);
        return result;
      });
  if (found.found && !found.what) of.console.warn("assignment refused: " + found.trouble);
}

// The protocol document (page 12) does not use the code of a channel that does not run: what is to
// stop has stopped. One that cannot be reached may run on, so that its code is used.
void stop(call& of, messages::stop::request const& asked) {
  each<messages::stop, stop_result>(of, named(asked.channel), asked.all != 0,
                                    [&](test_channel& one) {
                                      if (!of.console.in_touch(one))
                                        return stop_result::not_connected;
                                      one.stop();
                                      return stop_result::ok;
                                    });
}

resume_result resume_one(console& on, test_channel& one) {
  if (!on.in_touch(one)) return resume_result::not_connected;
  if (one.running() || one.paused() || one.unsafe() || one.is_now(trouble::calibrating))
    return resume_result::running;
  if (one.assigned.schedule.empty()) return resume_result::no_schedule;
  if (on.now() < one.assigned.ready) return resume_result::downloading;
  bool const same = one.test() && one.test()->schedule == one.assigned.schedule;
  if (!one.stopped() || !same) return resume_result::test_name;
  return one.resume() ? resume_result::ok : resume_result::step_number;
}

void resume(call& of, messages::resume::request const& asked) {
  each<messages::resume, resume_result>(of, asked.channel, asked.all != 0, [&](test_channel& one) {
    return resume_one(of.console, one);
  });
}

continue_result continue_one(console const& on, test_channel& one) {
  if (!on.in_touch(one)) return continue_result::not_connected;
  if (one.unsafe()) return continue_result::unsafe;
  if (one.is_now(trouble::calibrating)) return continue_result::calibrating;
  if (one.running()) return continue_result::running;
  return one.continue_test() ? continue_result::ok : continue_result::not_paused;
}

void continue_test(call& of, messages::continue_test::request const& asked) {
  if (asked.channels.empty())
    return each<messages::continue_test, continue_result>(
        of, -1, false, [](test_channel&) { return continue_result::ok; });
  for (auto const index : asked.channels)
    each<messages::continue_test, continue_result>(
        of, index, false, [&](test_channel& one) { return continue_one(of.console, one); });
}

// Protocol document page 18: 0x19 is for schedules of more steps.
constexpr std::size_t most_steps_of_jumps = 200;

void jump(call& of, messages::jump::request const& asked) {
  each<messages::jump, jump_result>(of, asked.channel, false, [&](test_channel& one) {
    if (!of.console.in_touch(one)) return jump_result::not_connected;
    if (!one.running()) return jump_result::not_running;
    if (one.runner().what()->steps.size() > most_steps_of_jumps) return jump_result::step_number;
    one.jump(static_cast<std::size_t>(std::int64_t{asked.step} + 1));
    return jump_result::ok;
  });
}

}  // namespace

std::vector<answerer> schedule_answers() {
  return {
      line<messages::assign_schedule, &assign_schedule>(),
      line<messages::stop, &stop>(),
      line<messages::resume, &resume>(),
      line<messages::continue_test, &continue_test>(),
      line<messages::jump, &jump>(),
  };
}

}  // namespace sim::cti
