#include <algorithm>
#include <numeric>

#include "maccor_twin/call.hpp"

namespace sim::mac {
namespace {

using cyclers::maccor::command_result;

// The firmware takes so long to take a list.
constexpr duration download = std::chrono::milliseconds(300);

std::size_t bytes_of(smart_battery::scan_items const& list) {
  return std::accumulate(list.begin(), list.end(), std::size_t{0},
                         [](auto sum, auto const& one) { return sum + one.length; });
}

/// Wire: page 60; binary has the device addresses when it asks by a Len of 1, JSON has them always.
messages::scan_registers entries_of(call const& of, smart_battery::scan_items const& list) {
  bool const with_device = !of.binary || of.asked.where.len.value_or(0) == 1;
  messages::scan_registers reply{.count = static_cast<std::uint8_t>(list.size())};
  std::size_t offset = 0;
  for (auto const& one : list) {
    reply.entries.push_back({.device = with_device ? std::optional(one.device) : std::nullopt,
                             .address = one.address,
                             .offset = static_cast<std::uint8_t>(offset),
                             .length = one.length});
    offset += one.length;
  }
  return reply;
}

answer<messages::scan_list> scan_list(call& of, messages::nothing const&) {
  auto const* const one = of.battery();
  if (!one) return rpc_error::macnet_error;
  return entries_of(of, one->list);
}

answer<messages::header_scan_list> header_scan_list(call& of, messages::nothing const&) {
  auto const* const one = of.battery();
  if (!one) return rpc_error::macnet_error;
  return entries_of(of, one->header_list);
}

messages::raw_data raw_of(std::uint8_t format, smart_battery::scan_items const& list,
                          smart_battery::poll const& polled) {
  messages::raw_data reply{.format = format};
  for (std::size_t n = 0; n < polled.size(); ++n) {
    reply.bytes.insert(reply.bytes.end(), polled[n].begin(), polled[n].end());
    reply.registers.push_back({.address = list[n].address,
                               .length = static_cast<std::uint8_t>(polled[n].size()),
                               .data = polled[n]});
  }
  return reply;
}

bool is_format(std::uint8_t format) { return format == 1 || format == 2; }

answer<messages::battery_data> battery_data(call& of, messages::raw_data_request const& what) {
  auto const* const one = of.battery();
  if (!one) return rpc_error::macnet_error;
  if (!is_format(what.format)) return rpc_error::illegal_value;
  return raw_of(what.format, one->list, one->polled(*of.channel()));
}

answer<messages::battery_header> battery_header(call& of, messages::raw_data_request const& what) {
  auto const* const one = of.battery();
  if (!one) return rpc_error::macnet_error;
  if (!is_format(what.format)) return rpc_error::illegal_value;
  if (!one->header_there(of.tester.now())) return messages::raw_data{.format = what.format};
  return raw_of(what.format, one->header_list, one->header(*of.channel()));
}

/// Wire: page 58; what is not in the scan list comes back as zeros.
answer<messages::battery_register> battery_register(
    call& of, messages::battery_register::request const& what) {
  auto const* const one = of.battery();
  if (!one) return rpc_error::macnet_error;
  auto const found = std::ranges::find_if(one->list, [&](auto const& item) {
    return item.address == what.address && item.device == what.device.value_or(item.device);
  });
  messages::battery_register::reply reply;
  if (what.device) reply.device = std::uint8_t{0};
  if (found == one->list.end()) return reply;
  reply.device = what.device;
  reply.address = what.address;
  auto bytes = one->polled(*of.channel())[static_cast<std::size_t>(found - one->list.begin())];
  bytes.resize(2);
  reply.value = static_cast<std::uint16_t>(bytes[0] + (bytes[1] << 8));
  return reply;
}

answer<messages::scan_list_entry> scan_list_entry(call& of,
                                                  messages::scan_list_entry::request const& what) {
  auto const* const one = of.battery();
  if (!one) return rpc_error::macnet_error;
  if (what.index >= one->edited.size()) return rpc_error::illegal_value;
  return one->edited[what.index];
}

bool fits(smart_battery::scan_items list, messages::scan_item const& item) {
  constexpr std::uint8_t longest = 32;
  if (item.index > list.size() || item.index >= smart_battery::most_items) return false;
  if (item.index == list.size()) list.emplace_back();
  list[item.index] = item;
  return item.length >= 1 && item.length <= longest && bytes_of(list) <= smart_battery::most_bytes;
}

answer<messages::set_scan_list_entry> set_scan_list_entry(call& of,
                                                          messages::scan_item const& item) {
  auto* const one = of.battery();
  if (!one || !fits(one->edited, item)) return rpc_error::illegal_value;
  messages::set_scan_list_entry::reply reply{.index = item.index};
  reply.result = done(of.channel()->is_free()).result;
  if (!reply.result.ok()) return reply;
  if (item.index == one->edited.size()) one->edited.emplace_back();
  one->edited[item.index] = item;
  return reply;
}

answer<messages::clear_scan_list> clear_scan_list(call& of, messages::nothing const&) {
  auto* const one = of.battery();
  bool const could = one && of.channel()->is_free();
  if (could) one->edited.clear();
  return done(could);
}

answer<messages::save_scan_list> save_scan_list(call& of, messages::nothing const&) {
  auto* const one = of.battery();
  bool const could = one && of.channel()->is_free();
  if (!could) return done(false);
  of.after = download;
  one->list = one->edited;
  return done(true);
}

answer<messages::refresh_scan_list> refresh_scan_list(call& of, messages::nothing const&) {
  auto* const one = of.battery();
  if (one) of.after = download;
  return done(one != nullptr);
}

}  // namespace

std::vector<answerer> scan_list_answers() {
  return {
      line<messages::scan_list, &scan_list>(),
      line<messages::header_scan_list, &header_scan_list>(),
      line<messages::battery_data, &battery_data>(),
      line<messages::battery_header, &battery_header>(),
      line<messages::battery_register, &battery_register>(),
      line<messages::scan_list_entry, &scan_list_entry>(),
      line<messages::set_scan_list_entry, &set_scan_list_entry>(),
      line<messages::clear_scan_list, &clear_scan_list>(),
      line<messages::save_scan_list, &save_scan_list>(),
      line<messages::refresh_scan_list, &refresh_scan_list>(),
  };
}

}  // namespace sim::mac
