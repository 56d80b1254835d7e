#include "maccor_twin/battery_registers.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sim::mac {
namespace {

using cyclers::maccor::register_format;
using cyclers::maccor::register_type;
using cyclers::maccor::messages::scan_item;

constexpr std::uint16_t no_time = 65'535;

std::uint16_t as_word(double value) {
  constexpr double most = std::numeric_limits<std::uint16_t>::max();
  return static_cast<std::uint16_t>(std::lround(std::clamp(value, 0.0, most)));
}

std::uint16_t as_signed(double value) {
  constexpr double most = std::numeric_limits<std::int16_t>::max();
  return static_cast<std::uint16_t>(
      static_cast<std::int16_t>(std::lround(std::clamp(value, -most, most))));
}

physics::cell const& cell_on(test_channel const& on) { return on.runner().hardware().cell(); }

double capacity_mah(test_channel const& on) { return cell_on(on).capacity() * 1000; }  // mAh
double charge_mah(test_channel const& on) {
  return capacity_mah(on) * cell_on(on).state_of_charge();
}
double current_ma(test_channel const& on) { return on.runner().hardware().current() * 1000; }  // mA

std::uint16_t minutes(double mah, double ma) {
  return ma > 0 ? as_word(std::min(mah / ma * 60, no_time - 1.0)) : no_time;
}

std::uint16_t status_bits(test_channel const& on) {
  constexpr unsigned initialized = 0x80, discharging = 0x40, full = 0x20, empty = 0x10;
  auto const soc = cell_on(on).state_of_charge();
  auto const charging = on.runner().hardware().current() > 0;
  return static_cast<std::uint16_t>(initialized | (charging ? 0 : discharging) |
                                    (soc >= 1 ? full : 0) | (soc <= 0 ? empty : 0));
}

gauge_register const* find_register(std::uint8_t address) {
  auto const all = gauge_registers();
  auto const found = std::ranges::find(all, address, &gauge_register::address);
  return found == all.end() ? nullptr : &*found;
}

scan_item item_of(gauge_register const& of, std::size_t index) {
  bool const text = of.word == nullptr;
  return {.index = static_cast<std::uint8_t>(index),
          .address = of.address,
          .length = static_cast<std::uint8_t>(text ? of.text.size() : 2),
          .error_value = 65'534,
          .type = text ? register_type::string : register_type::word,
          .designator = std::string(of.name),
          .format = of.format};
}

}  // namespace

std::span<gauge_register const> gauge_registers() {
  using on = test_channel const&;  // in the table each value is a line
  using enum register_format;

  static constexpr gauge_register table[]{
      {0x01, "RemCapAlarm", unsigned_number, false, false,
       [](on c) { return as_word(capacity_mah(c) / 10); }},
      {0x02, "RemTimeAlarm", unsigned_number, false, false, [](on) { return as_word(10); }},
      {0x03, "BatteryMode", hex, false, false, [](on) { return as_word(0); }},
      {0x04, "AtRate", signed_number, false, false, [](on) { return as_word(0); }},
      {0x05, "AtRateToFull", unsigned_number, true, false, [](on) { return no_time; }},
      {0x06, "AtRateToEmpty", unsigned_number, true, false, [](on) { return no_time; }},
      {0x07, "AtRateOK", unsigned_number, true, false, [](on) { return as_word(1); }},
      {0x08, "Temperature", celsius, true, false,
       [](on c) { return as_word((cell_on(c).surface_temperature() + 273.15) * 10); }},
      {0x09, "Voltage", float2_unsigned_1000, true, false,
       [](on c) { return as_word(c.runner().hardware().voltage() * 1000); }},
      {0x0a, "Current", float2_signed_1000, true, false,
       [](on c) { return as_signed(current_ma(c)); }},
      {0x0b, "AverageCurrent", float2_signed_1000, true, false,
       [](on c) { return as_signed(current_ma(c)); }},
      {0x0c, "MaxError", unsigned_number, true, false, [](on) { return as_word(1); }},
      {0x0d, "RelativeSOC", unsigned_number, true, false,
       [](on c) { return as_word(cell_on(c).state_of_charge() * 100); }},
      {0x0e, "AbsoluteSOC", unsigned_number, true, false,
       [](on c) { return as_word(cell_on(c).state_of_charge() * 100); }},
      {0x0f, "RemCapacity", unsigned_number, true, false,
       [](on c) { return as_word(charge_mah(c)); }},
      {0x10, "FullCapacity", unsigned_number, true, false,
       [](on c) { return as_word(capacity_mah(c)); }},
      {0x11, "RunTimeToEmpty", unsigned_number, true, false,
       [](on c) { return minutes(charge_mah(c), -current_ma(c)); }},
      {0x12, "AvTimeToEmpty", unsigned_number, true, false,
       [](on c) { return minutes(charge_mah(c), -current_ma(c)); }},
      {0x13, "AvTimeToFull", unsigned_number, true, false,
       [](on c) { return minutes(capacity_mah(c) - charge_mah(c), current_ma(c)); }},
      {0x14, "ChargingCurrent", unsigned_number, true, false,
       [](on c) { return as_word(capacity_mah(c) / 2); }},
      {0x15, "ChargingVoltage", unsigned_number, true, false, [](on) { return as_word(4200); }},
      {0x16, "BatteryStatus", hex, true, false, &status_bits},
      {0x17, "CycleCount", unsigned_number, true, false,
       [](on c) {
         return as_word(c.runner().hardware().counted().discharge_ah * 1000 / capacity_mah(c));
       }},
      {0x18, "DesignCapacity", unsigned_number, false, true,
       [](on c) { return as_word(capacity_mah(c)); }},
      {0x19, "DesignVoltage", unsigned_number, false, true, [](on) { return as_word(3700); }},
      {0x1a, "SpecInfo", hex, false, true, [](on) { return as_word(0x0031); }},
      // 2024-01-15: years from 1980 in the upper bits, then the month and the day.
      {0x1b, "MfgDate", date, false, true, [](on) { return as_word((44 << 9) + (1 << 5) + 15); }},
      {0x1c, "SerialNumber", unsigned_number, false, true,
       [](on c) { return as_word(c.number()); }},
      {0x20, "MfgName", string_ascii, false, true, nullptr, "CORO"},
      {0x21, "DeviceName", string_ascii, false, true, nullptr, "TWIN"},
      {0x22, "Chemistry", string_ascii, false, true, nullptr, "LION"},
  };
  return table;
}

register_bytes read_register(std::uint8_t address, test_channel const& channel) {
  auto const* const found = find_register(address);
  if (!found) return {};
  if (!found->word) return {found->text.begin(), found->text.end()};
  auto const value = found->word(channel);
  return {static_cast<std::uint8_t>(value & 0xff), static_cast<std::uint8_t>(value >> 8)};
}

bool is_measured(std::uint8_t address) {
  auto const* const found = find_register(address);
  return found && found->measured;
}

std::vector<scan_item> factory_list(bool header) {
  std::vector<scan_item> list;
  for (auto const& one : gauge_registers())
    if (one.in_header == header) list.push_back(item_of(one, list.size()));
  return list;
}

}  // namespace sim::mac
