#include "maccor_twin/call.hpp"

#include <algorithm>
#include <array>

namespace sim::mac {
namespace {

using cyclers::maccor::command_result;

std::vector<answerer> all_answers() {
  std::vector<answerer> all(cyclers::maccor::functions().size());
  auto const* const first = cyclers::maccor::functions().data();
  for (auto const& part :
       {system_answers(), file_answers(), channel_answers(), command_answers(), start_answers(),
        advanced_answers(), direct_answers(), battery_answers(), scan_list_answers()})
    for (auto const& one : part) all[static_cast<std::size_t>(one.what - first)] = one;
  return all;
}

// Without log-in, where it is asked for, nothing else works but to see whether anybody is there.
bool needs_login(call const& of) {
  constexpr std::uint16_t echo = 0;
  constexpr std::uint16_t authentication = 8;
  auto const fclass = of.asked.body.what().info->fclass;
  return !of.tester.options().users.empty() && !of.session.user && fclass != echo &&
         fclass != authentication;
}

// A battery hangs on a channel; commands to channels have codes of their own for one that is not.
bool names_no_channel(call const& of) {
  constexpr std::uint16_t smart_battery = 7;
  auto const& info = *of.asked.body.what().info;
  return info.fclass == smart_battery && info.target == cyclers::maccor::target::channel &&
         !of.channel();
}

}  // namespace

messages::done done(bool could) {
  if (could) return {};
  return {.result = {.code = static_cast<command_result>(0xffff),
                     .unknown = "Other non-defined problem"}};
}

std::string refuse(call const& of, rpc_error why, std::string_view failure) {
  if (!of.binary) return cyclers::maccor::json_error(why, of.asked.id);
  auto bytes = cyclers::maccor::binary_refusal(of.bytes);
  constexpr std::size_t place_of_len = 6;
  bytes[place_of_len] = static_cast<char>(failure.size());
  return bytes.append(failure);
}

answerer const* find_answerer(cyclers::maccor::function const& what) {
  static std::vector<answerer> const all = all_answers();
  auto const& found = all[static_cast<std::size_t>(&what - cyclers::maccor::functions().data())];
  return found.answer ? &found : nullptr;
}

std::string respond(call& of) {
  auto const* const how = find_answerer(of.asked.body.what());
  if (!how) return refuse(of, rpc_error::macnet_error, {});
  if (needs_login(of)) return refuse(of, rpc_error::macnet_error, how->failure);
  if (names_no_channel(of)) return refuse(of, rpc_error::illegal_value, how->failure);
  return how->answer(of);
}

}  // namespace sim::mac
