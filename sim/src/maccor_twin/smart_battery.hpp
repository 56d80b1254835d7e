#pragma once

#include <map>
#include <optional>
#include <vector>

#include "cyclers/maccor/messages/smart_battery.hpp"
#include "cyclers/maccor/messages/smart_battery_access.hpp"
#include "maccor_twin/battery_registers.hpp"

namespace sim::mac {

/// Is the gauge of a channel's cell and the board of the tester that polls it.
class smart_battery {
 public:
  using scan_item = cyclers::maccor::messages::scan_item;
  using scan_items = std::vector<scan_item>;
  using register_range = cyclers::maccor::messages::register_range;
  using position_setup = cyclers::maccor::messages::position_setup;

  /// Holds the bytes of the registers of a list, in its order.
  using poll = std::vector<register_bytes>;

  /// Is what was asked of the battery, and when it is there.
  struct request {
    register_range range{};
    duration there{};
    register_bytes data{};
    bool failed = false;
  };

  static constexpr std::size_t most_items = 64;
  static constexpr std::size_t most_bytes = 255;  ///< Of a list, as offsets are bytes.
  static constexpr std::size_t most_read = 256;

  bool polling() const { return !frozen_; }
  /// Stops polling: what was read last stays.
  void suspend(test_channel const& on, duration now);
  void resume() { frozen_.reset(); }
  /// Returns how long ago the list was read last.
  duration age(duration now) const;
  poll polled(test_channel const& on) const;

  /// Tells how many bytes a read of a range gives; 0 when it cannot be done.
  static std::size_t size_of(register_range const& range);
  void write(std::uint8_t address, register_bytes bytes);
  /// Writes to one register, or one byte to each of a range.
  void write(register_range const& range, register_bytes const& bytes);
  /// Asks for bytes, which take their time.
  void read(register_range const& range, test_channel const& on, duration now);
  std::optional<request> const& asked() const { return asked_; }

  void read_header(duration now) { header_read_ = now; }
  /// Returns when the header was there; nothing while it is not.
  std::optional<duration> header_there(duration now) const;
  poll header(test_channel const& on) const;

  position_setup setup{.clock_divisor = 85, .bus_voltage = 3.3F, .access_delay = 2};
  scan_items list = factory_list(false);    ///< That the firmware polls.
  scan_items edited = factory_list(false);  ///< That is being changed in the software.
  scan_items header_list = factory_list(true);

 private:
  register_bytes bytes_of(std::uint8_t address, test_channel const& on) const;
  poll read_all(scan_items const& items, test_channel const& on) const;

  std::optional<poll> frozen_;
  duration frozen_at_{};
  std::map<std::uint8_t, register_bytes> written_;
  std::optional<request> asked_;
  std::optional<duration> header_read_;
};

}  // namespace sim::mac
