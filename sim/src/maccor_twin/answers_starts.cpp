#include <fmt/format.h>

#include <algorithm>

#include "maccor_twin/call.hpp"
#include "maccor_twin/starts.hpp"

namespace sim::mac {
namespace {

using cyclers::maccor::address;
using cyclers::maccor::start_result;

answer<messages::start> result(start_result code) {
  return messages::start::reply{.result = {.code = code}};
}

/// Returns the channels of a start; a legal one is selected and started in one go.
std::vector<test_channel*> targets(call& of, messages::start::request const& what) {
  bool const selected = what.type == 1 || of.asked.where.chan.value_or(address::all_selected) ==
                                              address::all_selected;
  if (selected) return of.tester.selected();
  if (auto* const one = of.channel()) return {one};
  return {};
}

start_result refuse_regime(call const& of, messages::start::request const& what) {
  bool const many = of.asked.where.chan.value_or(address::all_selected) == address::all_selected;
  if (what.regime.empty() || what.version < 2) return start_result::ok;
  return many ? start_result::regimes_one_channel_only : start_result::invalid_entry;
}

answer<messages::start> start(call& of, messages::start::request const& what) {
  bool const named = what.type != 1 &&
                     of.asked.where.chan.value_or(address::all_selected) != address::all_selected;
  auto const channels = targets(of, what);
  if (channels.empty())
    return result(named ? start_result::invalid_entry : start_result::none_selected);
  if (auto const regime = refuse_regime(of, what); regime != start_result::ok)
    return result(regime);
  if (!std::ranges::all_of(channels, &test_channel::is_free))
    return result(start_result::channel_in_use);
  auto const made = plan_start(of.tester, what.data);
  if (made.in_the_way != obstacle::none) return result(start_result_of(made.in_the_way));
  cycler::start_options const how{.c_rate_ah = made.test.c_rate,
                                  .cycle = std::max<std::uint32_t>(what.start_cycle, 1)};
  for (auto* const one : channels)
    if (auto const why = begin(of.tester, *one, made, how); why != obstacle::none)
      return result(start_result_of(why));
  return result(start_result::ok);
}

answer<messages::check_start> check_start(call& of, messages::check_start::request const& what) {
  auto& told = of.tester.check_messages;
  told.clear();
  auto const* const one = of.channel();
  plan made;
  if (!one || !one->is_free())
    made.in_the_way = one ? obstacle::channel_in_use : obstacle::no_channel;
  else
    made = plan_start(of.tester, what.data);
  if (!made.detail.empty()) told.push_back(made.detail);
  return messages::check_start::reply{.result = {.code = check_result_of(made.in_the_way)}};
}

answer<messages::check_message> check_message(call& of, messages::nothing const&) {
  auto& told = of.tester.check_messages;
  if (told.empty()) return messages::check_message::reply{};
  messages::check_message::reply reply{std::move(told.front())};
  told.pop_front();
  return reply;
}

}  // namespace

std::vector<answerer> start_answers() {
  return {
      line<messages::start, &start>(),
      line<messages::check_start, &check_start>(),
      line<messages::check_message, &check_message>(),
  };
}

}  // namespace sim::mac
