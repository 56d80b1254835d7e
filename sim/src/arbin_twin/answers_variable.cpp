#include <algorithm>
#include <cmath>

#include "arbin_twin/call.hpp"

namespace sim::cti {
namespace {

using cyclers::arbin::meta_variable;
using cyclers::arbin::variable_result;

/// Returns the number of a meta variable, 1 for MV_UD1; 0 when it is none.
int number_of(meta_variable code) {
  for (int n = 1; n <= 16; ++n)
    if (messages::meta_variable_of(n) == code) return n;
  return 0;
}

variable_result check_variable(console& on, std::int64_t channel, int number, double value) {
  auto const* const one = on.channel(channel);
  if (!one || !on.in_touch(*one)) return variable_result::failed;
  if (number == 0) return variable_result::no_such_code;
  if (!one->running()) return variable_result::not_running;
  return std::isfinite(value) ? variable_result::ok : variable_result::failed;
}

void set_variable(call& of, messages::set_variable::request const& asked) {
  auto const index = static_cast<std::int32_t>(asked.channel);
  auto const answer = [&](variable_result result) {
    of.answer<messages::set_variable>({.channel = index, .result = result});
  };
  if (auto const no = barred<messages::set_variable, variable_result>(of)) return answer(*no);
  // CTI allows no other types: protocol document page 14.
  if (asked.type != 1 || asked.value_type != 1) return answer(variable_result::failed);
  bool const is_code = asked.code >= 0 && asked.code <= 0xffff;
  int const number = is_code ? number_of(static_cast<meta_variable>(asked.code)) : 0;
  auto const result = check_variable(of.console, index, number, asked.value);
  if (result == variable_result::ok) of.console.channel(index)->set_variable(number, asked.value);
  answer(result);
}

/// Returns what is wrong with the first value of a message that cannot be set.
std::pair<std::uint16_t, variable_result> first_trouble(
    console& on, std::vector<messages::variable_value> const& values) {
  constexpr duration gap = std::chrono::milliseconds(200);
  for (auto const& one : values) {
    auto const wrong = check_variable(on, one.channel, number_of(one.code), one.value);
    if (wrong != variable_result::ok) return {one.channel, wrong};
    if (on.channel(one.channel)->too_soon(gap)) return {one.channel, variable_result::too_frequent};
  }
  return {values.front().channel, variable_result::ok};
}

// One feedback answers for all values: they are set when all can be.
void set_variables(call& of, messages::set_variables::request const& asked) {
  auto const answer = [&](std::int32_t channel, variable_result result) {
    of.answer<messages::set_variables>({.channel = channel, .result = result});
  };
  auto const no = barred<messages::set_variables, variable_result>(of);
  if (no) return answer(asked.values.empty() ? -1 : asked.values.front().channel, *no);
  if (asked.values.empty()) return answer(-1, variable_result::failed);
  auto const [channel, result] = first_trouble(of.console, asked.values);
  answer(channel, result);
  if (result != variable_result::ok) return;
  for (auto const& one : asked.values) {
    auto* const on = of.console.channel(one.channel);
    on->set_variable(number_of(one.code), one.value);
    on->variables_are_set();
  }
}

}  // namespace

std::vector<answerer> variable_answers() {
  return {
      line<messages::set_variable, &set_variable>(),
      line<messages::set_variables, &set_variables>(),
  };
}

}  // namespace sim::cti
