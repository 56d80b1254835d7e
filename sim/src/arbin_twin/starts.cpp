#include "arbin_twin/starts.hpp"

#include <fmt/format.h>

namespace sim::cti {

using cyclers::arbin::start_result;

start_result start_on(console& on, test_channel& one, start_order order) {
  auto const& now = on.now();
  if (!on.in_touch(one)) return start_result::not_connected;
  if (one.running() || one.paused() || one.unsafe() ||
      one.is_now(test_channel::trouble::calibrating))
    return start_result::running;
  if (now < one.assigned.ready) return start_result::downloading;
  if (order.test.schedule.empty()) order.test.schedule = one.assigned.schedule;
  if (order.test.schedule.empty()) return start_result::no_schedule;
  auto const found = on.find_schedule(order.test.schedule);
  if (!found.found) return start_result::no_schedule;
  if (!found.what) return start_result::bad_schedule;
  if (order.step >= found.what->steps.size()) return start_result::step_number;
  if (order.test.name.empty() || on.name_used(order.test.name)) return start_result::test_name;
  one.assigned.schedule = order.test.schedule;
  order.test.started = on.clock();
  auto const told = fmt::format("channel {}: test '{}' runs {}", one.number(), order.test.name,
                                order.test.schedule);
  if (!one.start(std::move(order.test), found.what, std::size_t{order.step} + 1))
    return start_result::step_number;
  on.note(told);
  return start_result::ok;
}

}  // namespace sim::cti
