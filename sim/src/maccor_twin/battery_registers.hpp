#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "cyclers/maccor/messages/smart_battery_list.hpp"
#include "maccor_twin/test_channel.hpp"

namespace sim::mac {

using register_bytes = std::vector<std::uint8_t>;

/// Is one register of the gauge in a battery.
///
/// Wire: the addresses, units and signs of the Smart Battery Data Specification 1.1.
struct gauge_register {
  std::uint8_t address;
  std::string_view name;
  cyclers::maccor::register_format format;
  bool measured;  ///< Follows from the cell, whatever is written.
  bool in_header;
  std::uint16_t (*word)(test_channel const&) = nullptr;
  std::string_view text{};
};

std::span<gauge_register const> gauge_registers();
/// Returns what the gauge holds in a register; nothing when it has no such register.
register_bytes read_register(std::uint8_t address, test_channel const& on);
bool is_measured(std::uint8_t address);

/// Returns the lists of registers that are polled, and that the header is made of, from the start.
std::vector<cyclers::maccor::messages::scan_item> factory_list(bool header);

}  // namespace sim::mac
