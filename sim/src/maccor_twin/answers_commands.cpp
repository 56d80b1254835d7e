#include <algorithm>
#include <cmath>

#include "maccor_twin/call.hpp"

namespace sim::mac {
namespace {

using cyclers::maccor::address;
using cyclers::maccor::channel_state;

answer<messages::set_global_flags> set_global_flags(
    call& of, messages::set_global_flags::request const& what) {
  of.tester.flags = what.flags;
  return messages::set_global_flags::reply{of.tester.flags};
}

bool has_bit(std::vector<std::uint16_t> const& channels, std::int32_t chan) {
  return std::ranges::count(channels, chan) > 0;
}

// Channels that cannot be selected are left as they are; the document says "if possible".
void select_exactly(call& of, std::vector<std::uint16_t> const& channels) {
  for (std::int32_t chan = 0; chan < of.tester.options().channels; ++chan)
    if (auto* const one = of.tester.channel(chan); one->is_free())
      one->select(has_bit(channels, chan));
}

answer<messages::select> select(call& of, messages::select::request const& what) {
  if (!of.asked.where.chan && !what.channels) return rpc_error::missing_object;
  if (of.asked.where.chan.value_or(address::all_selected) == address::all_selected) {
    select_exactly(of, what.channels.value_or(std::vector<std::uint16_t>()));
    return done(true);
  }
  auto* const one = of.channel();
  if (!one) return rpc_error::illegal_value;
  if (!one->is_free()) return done(false);
  one->select(!one->selected());
  return done(true);
}

answer<messages::suspend> suspend(call& of, messages::nothing const&) {
  auto* const one = of.channel();
  if (!one) return rpc_error::illegal_value;
  bool const could = one->suspend();
  if (could) of.tester.tell(*one, "suspended");
  return done(could);
}

answer<messages::resume> resume(call& of, messages::nothing const&) {
  auto* const one = of.channel();
  if (!one) return rpc_error::illegal_value;
  bool const could = one->resume();
  if (could) of.tester.tell(*one, "resumed");
  return done(could);
}

// Whatever the channel does ends; its data are kept in the archive and it is available again.
answer<messages::reset> reset(call& of, messages::nothing const&) {
  auto* const one = of.channel();
  if (!one) return rpc_error::illegal_value;
  one->select(false);
  return done(one->is_free() || of.tester.archive(*one));
}

answer<messages::archive> archive(call& of, messages::nothing const&) {
  auto* const one = of.channel();
  if (!one) return rpc_error::illegal_value;
  auto const state = one->status().state;
  bool const ended = state == channel_state::completed || state == channel_state::problem;
  return done(ended && of.tester.archive(*one));
}

answer<messages::set_variable> set_variable(call& of, messages::set_variable::request const& what) {
  constexpr int last = 15;
  auto* const one = of.channel();
  if (!one || what.number < 1 || what.number > last || !std::isfinite(what.value))
    return rpc_error::illegal_value;
  return done(one->set_variable(what.number, what.value));
}

bool makes_sense(messages::safety_limits const& limits) {
  bool const finite = std::isfinite(limits.v_max) && std::isfinite(limits.v_min) &&
                      std::isfinite(limits.i_charge) && std::isfinite(limits.i_discharge) &&
                      std::isfinite(limits.p_charge) && std::isfinite(limits.p_discharge);
  return finite && limits.v_min < limits.v_max;
}

answer<messages::set_safety> set_safety(call& of, messages::safety_limits const& limits) {
  auto* const one = of.channel();
  if (!one || !makes_sense(limits)) return rpc_error::illegal_value;
  one->safety(limits);
  return one->safety();
}

}  // namespace

std::vector<answerer> command_answers() {
  return {
      line<messages::set_global_flags, &set_global_flags>(),
      line<messages::select, &select>(),
      line<messages::suspend, &suspend>(),
      line<messages::resume, &resume>(),
      line<messages::reset, &reset>(),
      line<messages::archive, &archive>(),
      line<messages::set_variable, &set_variable>(),
      line<messages::set_safety, &set_safety>(),
  };
}

}  // namespace sim::mac
