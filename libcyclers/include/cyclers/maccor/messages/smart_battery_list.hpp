#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cyclers/maccor/function.hpp"

/// Holds the scan lists of class 7 of MacNet: which registers of a smart battery are polled.
namespace cyclers::maccor::messages {

/// Is where the bytes of a register are in the raw data.
struct scan_entry {
  std::optional<std::uint8_t> device{};
  std::uint8_t address = 0;
  std::uint8_t offset = 0;
  std::uint8_t length = 0;

  static constexpr auto fields() {
    using self = scan_entry;
    return std::array{
        member<&self::device, if_left<4>>("DevAddr", "none", "Address of the device.").omitted(),
        member<&self::address>("Addr", "none", "Address of the register."),
        member<&self::offset>("Ptr", "bytes", "Where it begins in the raw data."),
        member<&self::length>("Len", "bytes", "How long it is."),
    };
  }
};

/// Wire: entries are four bytes with a device address (asked for with Len 1) and three without.
struct scan_registers {
  std::uint8_t count = 0;
  std::vector<scan_entry> entries{};

  static constexpr auto fields() {
    using self = scan_registers;
    return std::array{
        member<&self::count>("NumOfRegs", "none", "How many.").counts<&self::entries>(),
        member<&self::entries, even_list>("ScanList", "none", "In the order of the raw data.")
            .counted<&self::count>(),
    };
  }
};

struct scan_list {
  static constexpr function_info info{.fclass = 7,
                                      .fnum = 5,
                                      .name = "scan_list",
                                      .page = 60,
                                      .doc = "Reads which registers are polled.",
                                      .target = target::channel};
  using request = nothing;
  using reply = scan_registers;
};

struct header_scan_list {
  static constexpr function_info info{.fclass = 7,
                                      .fnum = 7,
                                      .name = "header_scan_list",
                                      .page = 72,
                                      .doc = "Reads which registers the header is made of.",
                                      .target = target::channel};
  using request = nothing;
  using reply = scan_registers;
};

/// Says how a register is polled and shown.
///
/// Wire: the document's length of the write, 33, leaves no room for its last byte.
struct scan_item {
  std::uint8_t index = 0;
  std::uint8_t address = 0;
  std::uint8_t length = 0;
  std::uint16_t error_value = 0;
  register_type type{};
  std::string designator{};
  register_format format{};
  std::uint8_t device = 0x16;

  static constexpr auto fields() {
    using self = scan_item;
    return std::array{
        member<&self::index>("Index", "none", "Number in the scan list."),
        member<&self::address>("reg_addrs", "none", "Address of the register.").or_key("RegAddr"),
        member<&self::length>("Len", "bytes", "How long it is."),
        member<&self::error_value>("ErrorVal", "none", "What stands for a failed read."),
        member<&self::type>("data_type", "none", "Type of the register.").or_key("DataType"),
        member<&self::designator, text<25>>("Designator", "none", "What people call it."),
        member<&self::format>("FormatType", "none", "How it is shown."),
        member<&self::device>("dev_addrs", "none", "Address of the device.")
            .or_key("DevAddr")
            .defaulted()
            .or_end(),
    };
  }
};

struct scan_list_entry {
  static constexpr function_info info{.fclass = 7,
                                      .fnum = 20,
                                      .name = "scan_list_entry",
                                      .page = 87,
                                      .doc = "Reads one entry of the scan list in the software.",
                                      .target = target::channel,
                                      .request_print = {0, 0, 1, true}};
  struct request {
    std::uint8_t index = 0;

    static constexpr auto fields() {
      return std::array{
          member<&request::index>("Index", "none", "Number in the scan list."),
      };
    }
  };
  using reply = scan_item;
};

struct set_scan_list_entry {
  static constexpr function_info info{.fclass = 7,
                                      .fnum = 21,
                                      .name = "set_scan_list_entry",
                                      .page = 89,
                                      .doc = "Writes one entry of the scan list in the software.",
                                      .acts = true,
                                      .target = target::channel,
                                      .request_print = {33, 33, 34}};
  using request = scan_item;
  struct reply {
    std::uint8_t index = 0;
    outcome<command_result> result{};

    static constexpr auto fields() {
      return std::array{
          member<&reply::index>("Index", "none", "Number in the scan list."),
          member<&reply::result, byte_or_word>("Result", "none", "How it ended."),
      };
    }
  };
};

struct clear_scan_list {
  static constexpr function_info info{.fclass = 7,
                                      .fnum = 22,
                                      .name = "clear_scan_list",
                                      .page = 90,
                                      .doc = "Clears the scan list in the software.",
                                      .acts = true,
                                      .target = target::channel};
  using request = nothing;
  using reply = done;
};

struct save_scan_list {
  static constexpr function_info info{.fclass = 7,
                                      .fnum = 23,
                                      .name = "save_scan_list",
                                      .page = 91,
                                      .doc = "Puts the scan list into the firmware; takes 300 ms.",
                                      .acts = true,
                                      .target = target::channel};
  using request = nothing;
  using reply = done;
};

struct refresh_scan_list {
  static constexpr function_info info{.fclass = 7,
                                      .fnum = 24,
                                      .name = "refresh_scan_list",
                                      .page = 92,
                                      .doc = "Refreshes the firmware's scan list; takes 300 ms.",
                                      .acts = true,
                                      .target = target::channel};
  using request = nothing;
  using reply = done;
};

}  // namespace cyclers::maccor::messages
