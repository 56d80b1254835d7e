#include "arbin_twin/call.hpp"
#include "arbin_twin/starts.hpp"

namespace sim::cti {
namespace {

using cyclers::arbin::resume_result;
using cyclers::arbin::start_result;

template <class C, class Result>
void tell(call& of, std::int64_t channel, Result result) {
  of.answer<C>({.channel = static_cast<std::int32_t>(channel), .result = result});
}

/// Starts several channels under one name, which they share.
///
/// `order_of(n)` says what the n-th channel is started with.
template <class C, class Channel, class Order>
void start_all(call& of, std::string const& name, std::vector<Channel> const& channels,
               Order order_of) {
  auto const no = barred<C, start_result>(of);
  if (channels.empty()) return tell<C>(of, -1, no.value_or(start_result::no_channels));
  bool any = false;
  for (std::size_t n = 0; n < channels.size(); ++n) {
    auto [index, order] = order_of(n);
    auto* const one = of.console.channel(index);
    auto result = no.value_or(start_result::no_such_channel);
    if (!no && one) result = start_on(of.console, *one, std::move(order));
    any = any || result == start_result::ok;
    tell<C>(of, index, result);
  }
  if (any) of.console.use_name(name);
}

template <class C>
void start(call& of, typename C::request const& asked) {
  start_all<C>(of, asked.test_name, asked.channels, [&](std::size_t n) {
    return std::pair<std::int64_t, start_order>(
        asked.channels[n], {.test = {.name = asked.test_name, .creator = of.session.who->user}});
  });
}

// Instructions page 42: all channels start under the name of the first.
void start_ex(call& of, messages::start_ex::request const& asked) {
  auto const name = asked.channels.empty() ? std::string() : asked.channels.front().test_name;
  start_all<messages::start_ex>(of, name, asked.channels, [&](std::size_t n) {
    auto const& one = asked.channels[n];
    return std::pair<std::int64_t, start_order>(static_cast<std::int32_t>(one.channel),
                                                {.test = {.name = name,
                                                          .schedule = one.schedule,
                                                          .creator = one.creator,
                                                          .comment = one.comment},
                                                 .step = one.step});
  });
}

// Of a name that is longer than its field the client knows the beginning only.
bool is_name(std::string const& told, std::string const& name) {
  constexpr std::size_t field = 72;
  return told == name || (told.size() >= field && name.starts_with(told));
}

resume_result resume_one_from(console& on, test_channel& one,
                              messages::resume_ex_record const& asked) {
  if (!on.in_touch(one)) return resume_result::not_connected;
  if (one.running() || one.paused() || one.unsafe() ||
      one.is_now(test_channel::trouble::calibrating))
    return resume_result::running;
  auto const& name = asked.schedule.empty() ? one.assigned.schedule : asked.schedule;
  if (name.empty()) return resume_result::no_schedule;
  bool const known =
      one.test() && is_name(asked.test_name, one.test()->name) && one.test()->schedule == name;
  if (!known) return resume_result::test_name;
  auto const found = on.find_schedule(name);
  if (!found.found) return resume_result::no_schedule;
  if (!found.what) return resume_result::bad_schedule;
  return one.resume_from(found.what, std::size_t{asked.step} + 1, asked.resume_data)
             ? resume_result::ok
             : resume_result::step_number;
}

void resume_ex(call& of, messages::resume_ex::request const& asked) {
  using resuming = messages::resume_ex;
  auto const no = barred<resuming, resume_result>(of);
  if (asked.channels.empty())
    return tell<resuming>(of, -1, no.value_or(resume_result::no_channels));
  for (auto const& each : asked.channels) {
    auto const index = static_cast<std::int32_t>(each.channel);
    auto* const one = of.console.channel(index);
    auto const missing = no.value_or(resume_result::no_such_channel);
    tell<resuming>(of, index, no || !one ? missing : resume_one_from(of.console, *one, each));
  }
}

}  // namespace

std::vector<answerer> start_answers() {
  return {
      line<messages::start, &start<messages::start>>(),
      line<messages::start_long, &start<messages::start_long>>(),
      line<messages::start_ex, &start_ex>(),
      line<messages::resume_ex, &resume_ex>(),
  };
}

}  // namespace sim::cti
