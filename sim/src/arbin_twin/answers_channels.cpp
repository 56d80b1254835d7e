#include "arbin_twin/call.hpp"
#include "arbin_twin/record.hpp"

namespace sim::cti {
namespace {

using cyclers::arbin::channel_selection;

// The protocol document (page 3) has no selections: a client that knows it alone may send any.
bool is_selected(test_channel const& one, channel_selection which) {
  if (which == channel_selection::running) return one.running();
  if (which == channel_selection::unsafe) return one.unsafe();
  return true;
}

std::vector<test_channel*> asked_for(call& of, messages::channels_info::request const& asked) {
  if (asked.only_channel >= 0) {
    auto* const one = of.console.channel(asked.only_channel);
    return one ? std::vector{one} : std::vector<test_channel*>();
  }
  auto all = of.console.all_channels();
  std::erase_if(all, [&](auto const* one) { return !is_selected(*one, asked.selection); });
  return all;
}

void channels_info(call& of, messages::channels_info::request const& asked) {
  auto const channels = asked_for(of, asked);
  bool const one_each = of.console.options().one_message_a_channel && !channels.empty();
  messages::channels_info::reply reply;
  for (auto const* one : channels) {
    reply.channels.push_back(record_of(of.console, *one, asked.wanted));
    if (!one_each) continue;
    of.answer<messages::channels_info>(reply);
    reply.channels.clear();
  }
  if (!one_each) of.answer<messages::channels_info>(reply);
}

}  // namespace

std::vector<answerer> channel_answers() {
  return {line<messages::channels_info, &channels_info>()};
}

}  // namespace sim::cti
