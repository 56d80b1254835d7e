#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>

#include "cyclers/maccor/commands.hpp"
#include "cyclers/maccor/messages/smart_battery.hpp"
#include "cyclers/maccor/messages/smart_battery_access.hpp"
#include "cyclers/maccor/messages/smart_battery_data.hpp"
#include "cyclers/maccor/messages/smart_battery_list.hpp"
#include "cyclers/mode.hpp"

namespace cyclers::maccor {

/// Is the smart battery of a channel. All members throw sockio::failure.
///
/// Wire: class 7 of MacNet, pages 55 to 92.
template <class Mode>
class basic_smart_battery {
  template <class T>
  using returns = typename Mode::template returns<T>;
  using bytes = std::span<std::uint8_t const>;

 public:
  basic_smart_battery(std::shared_ptr<session> core, Mode mode, channel_number channel)
      : core_(std::move(core)), mode_(std::move(mode)), to_(address::of(channel)) {}

  /// Reads what is known of the battery and its board.
  returns<messages::battery_info::reply> info() const { return get<messages::battery_info>(); }
  /// Stops the polling of its registers.
  returns<void> suspend_polling() const { return run<messages::suspend_polling>(); }
  /// Goes on with the polling of its registers.
  returns<void> resume_polling() const { return run<messages::resume_polling>(); }
  /// Reads a register as it was polled last, of a device on its bus when one is named.
  returns<messages::battery_register::reply> last_register(
      std::uint8_t address, std::optional<std::uint8_t> device = std::nullopt) const {
    return get<messages::battery_register>({device, address});
  }
  /// Reads which registers are polled.
  returns<messages::scan_registers> scan_list(bool with_devices = true) const {
    return get<messages::scan_list>({}, entries(with_devices));
  }
  /// Reads what was polled last; format 2 (by register) is JSON only.
  returns<messages::raw_data> data(std::uint8_t format = 1) const {
    return get<messages::battery_data>({format});
  }
  /// Reads which registers the header is made of.
  returns<messages::scan_registers> header_scan_list(bool with_devices = true) const {
    return get<messages::header_scan_list>({}, entries(with_devices));
  }
  /// Reads the header; read_header() makes the battery send it.
  returns<messages::raw_data> header(std::uint8_t format = 1) const {
    return get<messages::battery_header>({format});
  }
  /// Writes up to 60 bytes to a register.
  returns<void> write_register(std::uint8_t address, bytes data) const {
    messages::write_register::request body;
    body.address = address;
    body.length = static_cast<std::uint8_t>(data.size());
    body.data.assign(data.begin(), data.end());
    return run<messages::write_register>(std::move(body));
  }
  /// Writes up to 256 bytes to registers.
  returns<void> write_registers(messages::register_range range, bytes data,
                                std::uint8_t checksum = 0) const {
    messages::write_registers::request body;
    body.range = range;
    body.checksum = checksum;
    body.data.assign(data.begin(), data.end());
    return run<messages::write_registers>(std::move(body));
  }
  /// Asks the battery for bytes, which take up to 2 s; bytes_read() has them then.
  returns<void> request_read(messages::register_range range) const {
    return run<messages::request_read>(range);
  }
  /// Reads the bytes that request_read() asked for, or how far they are.
  returns<messages::bytes_read::reply> bytes_read() const { return get<messages::bytes_read>(); }
  /// Asks the battery for its header, which takes seconds.
  returns<void> read_header() const { return run<messages::read_header>(); }
  /// Reads how the position speaks to its battery.
  returns<messages::position::reply> position() const { return get<messages::position>(); }
  /// Sets how the position speaks to its battery.
  returns<void> set_position(messages::position_setup setup) const {
    return run<messages::set_position>({setup});
  }
  /// Reads an entry of the scan list in the tester's software.
  returns<messages::scan_item> scan_list_entry(std::uint8_t index) const {
    return get<messages::scan_list_entry>({index});
  }
  /// Writes an entry of the scan list in the tester's software.
  returns<void> set_scan_list_entry(messages::scan_item const& item) const {
    return run<messages::set_scan_list_entry>(item);
  }
  /// Clears the scan list in the tester's software.
  returns<void> clear_scan_list() const { return run<messages::clear_scan_list>(); }
  /// Puts the scan list into the firmware, which takes 300 ms.
  returns<void> save_scan_list() const { return run<messages::save_scan_list>(); }
  /// Refreshes the firmware's scan list, which takes 300 ms.
  returns<void> refresh_scan_list() const { return run<messages::refresh_scan_list>(); }

 private:
  address entries(bool with_devices) const {
    address to = to_;
    to.len = with_devices ? 1 : 0;
    return to;
  }
  template <class F>
  returns<typename F::reply> get(typename F::request body = {}) const {
    return get<F>(std::move(body), to_);
  }
  template <class F>
  returns<typename F::reply> get(typename F::request body, address to) const {
    return mode_.give(ask<F>(core_, to, std::move(body)));
  }
  template <class F>
  returns<void> run(typename F::request body = {}) const {
    return mode_.give(detail::command<F>(core_, to_, std::move(body)));
  }

  std::shared_ptr<session> core_;
  Mode mode_;
  address to_;
};

using smart_battery = basic_smart_battery<async_mode>;

}  // namespace cyclers::maccor
