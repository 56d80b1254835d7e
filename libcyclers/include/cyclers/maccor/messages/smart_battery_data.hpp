#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "cyclers/maccor/function.hpp"

/// Holds what class 7 of MacNet polled from smart batteries.
namespace cyclers::maccor::messages {

/// Wire: without a device address request and reply are one byte shorter.
struct battery_register {
  static constexpr function_info info{.fclass = 7,
                                      .fnum = 4,
                                      .name = "battery_register",
                                      .page = 58,
                                      .doc = "Reads a register as it was polled last.",
                                      .target = target::channel};
  struct request {
    std::optional<std::uint8_t> device{};
    std::uint8_t address = 0;

    static constexpr auto fields() {
      return std::array{
          member<&request::device, if_left<2>>("SMBDevAddr", "none", "Address of the device.")
              .omitted(),
          member<&request::address>("SMBRegAddr", "none", "Address of the register."),
      };
    }
  };
  struct reply {
    std::optional<std::uint8_t> device{};
    std::uint8_t address = 0;
    std::uint16_t value = 0;

    static constexpr auto fields() {
      return std::array{
          member<&reply::device, if_left<4>>("SMBDevAddr", "none", "0 when not in the scan list.")
              .omitted(),
          member<&reply::address>("SMBRegAddr", "none", "0 when not in the scan list."),
          member<&reply::value>("SMBRegValue", "as the register says", "What it held."),
      };
    }
  };
};

/// Is a register's bytes.
struct register_data {
  std::uint8_t address = 0;
  std::uint8_t length = 0;
  std::vector<std::uint8_t> data{};

  static constexpr auto fields() {
    using self = register_data;
    return std::array{
        member<&self::address>("Addr", "none", "Address of the register."),
        member<&self::length>("Len", "bytes", "How many bytes.").counts<&self::data>(),
        member<&self::data>("Data", "bytes", "What it held.").counted<&self::length>(),
    };
  }
};

/// Is the raw data of a smart battery: format 1 is all bytes, format 2 (JSON only) by register.
struct raw_data {
  std::uint8_t format = 1;
  std::vector<std::uint8_t> bytes{};
  std::vector<register_data> registers{};

  static constexpr auto fields() {
    using self = raw_data;
    return std::array{
        member<&self::format>("Format", "none", "1 or 2.").defaulted().json_only(),
        member<&self::bytes>("RawData", "bytes", "All that was read.")
            .when<&self::format, std::uint8_t{1}>(),
        member<&self::registers>("Data", "none", "One for each register.")
            .json_only()
            .when<&self::format, std::uint8_t{2}>(),
    };
  }
};

/// Asks for raw data in one of its formats.
struct raw_data_request {
  std::uint8_t format = 1;

  static constexpr auto fields() {
    return std::array{
        member<&raw_data_request::format>("Format", "none", "1 or 2.").defaulted().json_only(),
    };
  }
};

struct battery_data {
  static constexpr function_info info{.fclass = 7,
                                      .fnum = 6,
                                      .name = "battery_data",
                                      .page = 65,
                                      .doc = "Reads what was polled from a smart battery last.",
                                      .target = target::channel,
                                      .len_in_json = true};
  using request = raw_data_request;
  using reply = raw_data;
};

struct battery_header {
  static constexpr function_info info{.fclass = 7,
                                      .fnum = 8,
                                      .name = "battery_header",
                                      .page = 75,
                                      .doc = "Reads the header of a smart battery.",
                                      .target = target::channel,
                                      .len_in_json = true};
  using request = raw_data_request;
  using reply = raw_data;
};

}  // namespace cyclers::maccor::messages
