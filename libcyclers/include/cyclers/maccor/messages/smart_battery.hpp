#pragma once

#include <cstdint>
#include <string>

#include "cyclers/maccor/function.hpp"

/// Holds class 7 of MacNet: smart batteries, what they are and how they are reached. Their data is
/// in smart_battery_data.hpp, access to single registers in smart_battery_access.hpp, and which
/// registers are polled in smart_battery_list.hpp.
namespace cyclers::maccor::messages {

struct battery_info {
  static constexpr function_info info{.fclass = 7,
                                      .fnum = 1,
                                      .name = "battery_info",
                                      .page = 55,
                                      .doc = "Reads what is known of a channel's smart battery.",
                                      .target = target::channel};
  using request = nothing;
  struct reply {
    std::uint8_t board = 0;
    std::uint8_t position = 0;
    battery_kind kind{};
    std::uint8_t server_major = 0;
    std::uint8_t server_minor = 0;
    std::uint8_t client_major = 0;
    std::uint8_t client_minor = 0;
    std::uint8_t dll_major = 0;
    std::uint8_t dll_minor = 0;
    std::uint16_t dll_compile = 0;
    std::string dll_version{};
    std::string dll_name{};
    double since_read = 0;
    double since_header = 0;
    outcome<battery_status> status{};
    double bus_voltage = 0;
    double temperature = 0;

    static constexpr auto fields() {
      using milliseconds = scaled<std::uint32_t, 1000>;
      return std::array{
          member<&reply::board>("SBbrd", "none", "Number of the board."),
          member<&reply::position>("SBPos", "none", "Number of the position."),
          member<&reply::kind>("SBType", "none", "SMB1, 2 or 3."),
          member<&reply::server_major>("ServerVersionMajor", "none", "Of SMB3 only."),
          member<&reply::server_minor>("ServerVersionMinor", "none", "Of SMB3 only."),
          member<&reply::client_major>("ClientVersionMajor", "none", "Of SMB3 only."),
          member<&reply::client_minor>("ClientVersionMinor", "none", "Of SMB3 only."),
          member<&reply::dll_major>("DLLVersionMajor", "none", "Of the user's DLL."),
          member<&reply::dll_minor>("DLLVersionMinor", "none", "Of the user's DLL.")
              .or_key("DLLversionMsinor"),
          member<&reply::dll_compile>("DLLCompileNum", "none", "Of the user's DLL."),
          member<&reply::dll_version, text<50>>("DLLversionString", "none", "Of the user's DLL.")
              .omitted(),
          member<&reply::dll_name, text<50>>("DLLName", "none", "Of the user's DLL.").omitted(),
          member<&reply::since_read, milliseconds>("SecsLastRead", "s",
                                                   "Since the list was read; 0 if never."),
          member<&reply::since_header, milliseconds>("SecsLastHeader", "s",
                                                     "Since the header was read; 0 if never."),
          member<&reply::status>("Status", "none", "What the board does."),
          member<&reply::bus_voltage, scaled<std::uint16_t, 1000>>("BusVolt", "V",
                                                                   "Logic voltage of the bus."),
          member<&reply::temperature, scaled<std::int16_t, 10>>("Temperature", "degC",
                                                                "Temperature."),
      };
    }
  };
};

struct suspend_polling {
  static constexpr function_info info{.fclass = 7,
                                      .fnum = 2,
                                      .name = "suspend_polling",
                                      .page = 57,
                                      .doc = "Stops reading a smart battery.",
                                      .acts = true,
                                      .target = target::channel};
  using request = nothing;
  using reply = done;
};

struct resume_polling {
  static constexpr function_info info{.fclass = 7,
                                      .fnum = 3,
                                      .name = "resume_polling",
                                      .page = 58,
                                      .doc = "Goes on with reading a smart battery.",
                                      .acts = true,
                                      .target = target::channel};
  using request = nothing;
  using reply = done;
};

struct read_header {
  static constexpr function_info info{
      .fclass = 7,
      .fnum = 13,
      .name = "read_header",
      .page = 84,
      .doc = "Asks the battery for its header, which takes seconds.",
      .target = target::channel};
  using request = nothing;
  using reply = done;
};

/// Says how a position speaks to its battery.
struct position_setup {
  battery_bus bus = battery_bus::smb_or_i2c;
  std::uint8_t device = 0x16;
  std::uint16_t clock_divisor = 0;
  float bus_voltage = 0;
  std::uint16_t access_delay = 0;

  static constexpr auto fields() {
    using self = position_setup;
    return std::array{
        member<&self::bus>("BusType", "none", "Kind of the bus."),
        member<&self::device>("DeviceAddr", "none", "Address of the device."),
        member<&self::clock_divisor>("ClockFreqDivisor", "none", "Divides the clock."),
        member<&self::bus_voltage>("BusLogicV", "V", "Logic voltage of the bus."),
        member<&self::access_delay>("AccessDelay", "ms", "Delay of an access."),
    };
  }
};

struct position {
  static constexpr function_info info{.fclass = 7,
                                      .fnum = 14,
                                      .name = "position",
                                      .page = 85,
                                      .doc = "Reads how a position speaks to its battery.",
                                      .target = target::channel};
  using request = nothing;
  struct reply {
    position_setup setup{};
    std::uint8_t list_share = 0;
    std::uint8_t header_share = 0;

    static constexpr auto fields() {
      return std::array{
          member<&reply::setup>("Setup", "none", "How it does.").inline_members(),
          member<&reply::list_share>("PctOfMax", "%", "How full the scan list is."),
          member<&reply::header_share>("PctOfMaxHdr", "%", "How full the header's is."),
      };
    }
  };
};

struct set_position {
  static constexpr function_info info{.fclass = 7,
                                      .fnum = 15,
                                      .name = "set_position",
                                      .page = 86,
                                      .doc = "Sets how a position speaks to its battery.",
                                      .acts = true,
                                      .target = target::channel};
  struct request {
    position_setup setup{};

    static constexpr auto fields() {
      return std::array{
          member<&request::setup>("Setup", "none", "How it does.").inline_members(),
          reserved<2>("PctOfMax and PctOfMaxHdr, which cannot be set."),
      };
    }
  };
  using reply = done;
};

}  // namespace cyclers::maccor::messages
