#pragma once

#include <cstdint>
#include <string>

#include "cyclers/maccor/function.hpp"

/// Holds direct mode, functions 7 and 8 of class 6 of MacNet.
namespace cyclers::maccor::messages {

/// Is what a channel in direct mode puts out; the set points limit each other.
///
/// Wire: a set point outside of the channel's range, and a resistance of 0, is not active. At most
/// three of the four can be active, and only those that were at the start.
struct direct_set_points {
  float current = 0;
  float voltage = 0;
  float power = 0;
  float resistance = 0;
  std::uint8_t current_range = 4;
  charge_mode mode = charge_mode::rest;

  static constexpr auto fields() {
    using self = direct_set_points;
    return std::array{
        member<&self::current>("Current", "A", "A magnitude."),
        member<&self::voltage>("Voltage", "V", "Voltage."),
        member<&self::power>("Power", "W", "A magnitude."),
        member<&self::resistance>("Resistance", "Ohm", "Resistance."),
        member<&self::current_range>("CurrentRange", "none", "1 to 4."),
        member<&self::mode, letter>("ChMode", "none", "Charge, discharge or rest."),
    };
  }
};

struct start_direct {
  static constexpr function_info info{.fclass = 6,
                                      .fnum = 7,
                                      .name = "start_direct",
                                      .page = 46,
                                      .doc = "Puts a channel into direct mode.",
                                      .acts = true,
                                      .target = target::channel};
  struct request {
    std::string test_name = "Random";
    direct_set_points output{};
    float record_time = 0;
    float record_voltage = 0;
    float record_current = 0;

    static constexpr auto fields() {
      return std::array{
          member<&request::test_name, text<25>>(
              "TestName", "none", "Name of the data file; Random for one of its own."),
          member<&request::output>("Output", "none", "What to put out.").inline_members(),
          member<&request::record_time>("DataTime", "s", "Time between records; 0 for none.")
              .defaulted(),
          member<&request::record_voltage>("DataV", "V", "Change that makes a record; 0 for none.")
              .defaulted(),
          member<&request::record_current>("DataI", "A", "Change that makes a record; 0 for none.")
              .defaulted(),
      };
    }
  };
  struct reply {
    outcome<direct_start_result> result{};

    static constexpr auto fields() {
      return std::array{
          member<&reply::result>("Result", "none", "How the start ended."),
      };
    }
  };
};

/// Wire: at least 100 ms between two of them; the tester's watchdog wants one in time.
struct direct_output {
  static constexpr function_info info{.fclass = 6,
                                      .fnum = 8,
                                      .name = "direct_output",
                                      .page = 48,
                                      .doc = "Sets what a channel in direct mode puts out.",
                                      .acts = true,
                                      .target = target::channel};
  using request = direct_set_points;
  struct reply {
    outcome<direct_output_result> result{};

    static constexpr auto fields() {
      return std::array{
          member<&reply::result>("Result", "none", "How it ended."),
      };
    }
  };
};

}  // namespace cyclers::maccor::messages
