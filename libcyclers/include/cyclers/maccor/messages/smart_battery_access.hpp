#pragma once

#include <cstdint>
#include <vector>

#include "cyclers/maccor/function.hpp"

/// Holds reads and writes of class 7 of MacNet that go to the battery itself.
namespace cyclers::maccor::messages {

struct write_register {
  static constexpr function_info info{.fclass = 7,
                                      .fnum = 9,
                                      .name = "write_register",
                                      .page = 80,
                                      .doc = "Writes up to 60 bytes to a register.",
                                      .acts = true,
                                      .target = target::channel};
  struct request {
    std::uint8_t address = 0;
    std::uint8_t length = 0;
    std::vector<std::uint8_t> data{};

    static constexpr auto fields() {
      return std::array{
          member<&request::address>("RegAddr", "none", "Address of the register."),
          member<&request::length>("DataLen", "bytes", "How many bytes.")
              .counts<&request::data>()
              .at_most(60)
              .binary_only(),
          member<&request::data>("Data", "bytes", "What to write.").counted<&request::length>(),
      };
    }
  };
  using reply = done;
};

/// Names registers of a smart battery on its bus.
struct register_range {
  std::uint8_t bus_address = 0x16;
  std::uint8_t first = 0;
  std::uint8_t last = 0;
  std::uint8_t bytes = 0;
  access_bus bus = access_bus::i2c_or_smb;

  static constexpr auto fields() {
    using self = register_range;
    return std::array{
        member<&self::bus_address>("BusAddr", "none", "0x16 on I2C and SMB."),
        member<&self::first>("StartDataAddr", "none", "First register."),
        member<&self::last>("EndDataAddr", "none", "Last register; the first for one alone."),
        member<&self::bytes>("NumOfBytes", "bytes", "How many bytes of one register."),
        member<&self::bus>("BusType", "none", "Kind of the bus."),
    };
  }
};

struct write_registers {
  static constexpr function_info info{.fclass = 7,
                                      .fnum = 10,
                                      .name = "write_registers",
                                      .page = 81,
                                      .doc = "Writes up to 256 bytes to one or more registers.",
                                      .acts = true,
                                      .target = target::channel};
  struct request {
    register_range range{};
    std::uint8_t checksum = 0;
    std::vector<std::uint8_t> data{};

    static constexpr auto fields() {
      return std::array{
          member<&request::range>("Range", "none", "Where to write.").inline_members(),
          member<&request::checksum>("CheckSum", "none", "As the device wants it."),
          member<&request::data>("Data", "bytes", "What to write."),
      };
    }
  };
  using reply = done;
};

struct request_read {
  static constexpr function_info info{.fclass = 7,
                                      .fnum = 11,
                                      .name = "request_read",
                                      .page = 82,
                                      .doc = "Asks the battery for bytes, which take up to 2 s.",
                                      .target = target::channel};
  using request = register_range;
  using reply = done;
};

struct bytes_read {
  static constexpr function_info info{.fclass = 7,
                                      .fnum = 12,
                                      .name = "bytes_read",
                                      .page = 83,
                                      .doc = "Reads the bytes that request_read asked for.",
                                      .target = target::channel};
  using request = nothing;
  struct reply {
    read_status status{};
    std::uint16_t requested = 0;
    std::vector<std::uint8_t> data{};

    static constexpr auto fields() {
      return std::array{
          member<&reply::status>("Status", "none", "How far it is."),
          member<&reply::requested>("NumOfBytes", "bytes", "How many were asked for."),
          member<&reply::data>("Data", "bytes", "What came.").defaulted(),
      };
    }
  };
};

}  // namespace cyclers::maccor::messages
