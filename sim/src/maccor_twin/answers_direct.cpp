#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "maccor_twin/call.hpp"
#include "maccor_twin/data_file.hpp"
#include "maccor_twin/direct.hpp"
#include "maccor_twin/starts.hpp"

namespace sim::mac {
namespace {

using cyclers::maccor::direct_output_result;
using cyclers::maccor::direct_start_result;

constexpr int laboratory = 0;

bool is_interval(float value) { return std::isfinite(value) && value >= 0; }

bool is_legal_start(messages::start_direct::request const& what) {
  return is_legal(what.output) && is_interval(what.record_time) &&
         is_interval(what.record_voltage) && is_interval(what.record_current);
}

cycler::record_rule records_of(messages::start_direct::request const& what) {
  constexpr float longest = 1e6F;
  auto const time = std::chrono::duration<double>(std::min(what.record_time, longest));
  auto rule = cycler::record_rule{.time = std::chrono::duration_cast<duration>(time),
                                  .voltage = what.record_voltage,
                                  .current = what.record_current};
  if (rule.time > duration{}) rule.time = std::max(rule.time, cycler::shortest_step);
  return rule;
}

direct_start_result begin_direct(call& of, messages::start_direct::request const& what) {
  auto* const one = of.channel();
  if (of.tester.options().system_type != laboratory) return direct_start_result::wrong_system_type;
  if (!one || !one->is_free()) return direct_start_result::not_available;
  bool const could =
      is_legal_start(what) &&
      active_in(what.output, of.tester.options()).count() <= active_set_points::most &&
      check_name(of.tester, what.test_name) == obstacle::none;
  if (!could) return direct_start_result::no_pseudo_procedure;
  test_data test{.name = what.test_name == "Random" ? of.tester.random_name() : what.test_name,
                 .procedure = "Direct"};
  auto const header =
      data_header(test, one->number(), cyclers::to_text(of.tester.clock()).value_or(""));
  one->start_direct(std::move(test), what.output, records_of(what));
  of.tester.tell(*one, fmt::format("test '{}' is in direct mode", one->test()->name));
  if (of.tester.open_data(*one, header)) return direct_start_result::ok;
  one->end();
  return direct_start_result::no_pseudo_procedure;
}

answer<messages::start_direct> start_direct(call& of, messages::start_direct::request const& what) {
  return messages::start_direct::reply{.result = {.code = begin_direct(of, what)}};
}

answer<messages::direct_output> direct_output(call& of, direct_set_points const& wanted) {
  auto const result = [](direct_output_result code) {
    return messages::direct_output::reply{.result = {.code = code}};
  };
  auto* const one = of.channel();
  if (of.tester.options().system_type != laboratory)
    return result(direct_output_result::wrong_system_type);
  if (!one) return result(direct_output_result::not_active);
  bool const legal =
      is_legal(wanted) && active_in(wanted, of.tester.options()).count() <= active_set_points::most;
  if (!legal) return rpc_error::illegal_value;
  auto const done = one->output(wanted);
  bool const ignored = !active_in(wanted, of.tester.options()).current;
  if (done == direct_output_result::ok && ignored)
    of.tester.tell(*one, fmt::format("a current of {} A is out of range and ignored: others limit",
                                     wanted.current));
  return result(done);
}

}  // namespace

std::vector<answerer> direct_answers() {
  return {
      line<messages::start_direct, &start_direct>(),
      line<messages::direct_output, &direct_output>(),
  };
}

}  // namespace sim::mac
