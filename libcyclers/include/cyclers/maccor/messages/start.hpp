#pragma once

#include <cstdint>
#include <string>

#include "cyclers/maccor/function.hpp"

/// Holds the functions of class 6 of MacNet that start tests, and what checks a start.
namespace cyclers::maccor::messages {

/// Is what starting, checking and advanced starting have in common.
struct start_data {
  std::string test_name = "Random";
  std::string procedure{};
  std::string comment{};
  float c_rate = 1;
  std::uint8_t chamber = 0;

  static constexpr auto fields() {
    using self = start_data;
    return std::array{
        member<&self::test_name, text<25>>("TestName", "none",
                                           "Name of the data file; Random for one of its own."),
        member<&self::procedure, text<25>>("ProcName", "none", "Procedure without its .000."),
        member<&self::comment, text<80>>("Comment", "none", "Comment on the test.").defaulted(),
        member<&self::c_rate>("Crate", "Ah", "What 1 C is; 1 when unused.").defaulted(),
        member<&self::chamber>("ChamberNum", "none", "Environmental chamber; 0 for none.")
            .defaulted(),
    };
  }
};

/// Wire: type 1 ends after the chamber; type 2 has the rest. Without a regime Len is 186, as it is
/// printed, with one 211; that is of no use before version 2.
struct start {
  static constexpr function_info info{.fclass = 6,
                                      .fnum = 2,
                                      .name = "start",
                                      .page = 40,
                                      .doc = "Starts a test on a channel or on the selected ones.",
                                      .acts = true,
                                      .target = target::optional,
                                      .request_print = {186, 186, 211}};
  struct request {
    std::uint8_t type = 2;
    std::uint8_t version = 2;
    start_data data{};
    std::uint16_t start_cycle = 0;
    std::uint16_t total_cycles = 0;
    float mass = 1;
    voltage_gain v_gain{};
    std::uint8_t align_reports = 0;
    float parallel_r = 0;
    float v_divider_high_r = 0;
    float v_divider_low_r = 0;
    std::int16_t can_position = -1;
    std::string can_profile{};
    std::string regime{};

    static constexpr auto fields() {
      return std::array{
          member<&request::type>("StartDataType", "none", "1 or 2.").binary_only(),
          member<&request::version>("StartDataVersion", "none", "2 for a regime.").binary_only(),
          member<&request::data>("StartData", "none", "What to start.").inline_members(),
          member<&request::start_cycle>("StartCycle", "none", "First cycle; usually 0.")
              .defaulted()
              .since<&request::type, 2>(),
          member<&request::total_cycles>("TotCycles", "none", "Number of cycles; usually 0.")
              .defaulted()
              .since<&request::type, 2>(),
          member<&request::mass>("Mass", "g", "Mass of the active material; usually 1.")
              .defaulted()
              .since<&request::type, 2>(),
          member<&request::v_gain>("VGain", "none", "Leave at 0 unless the vendor says other.")
              .defaulted()
              .since<&request::type, 2>(),
          member<&request::align_reports>("AbsTRepAlign", "none", "1 to align reports.")
              .defaulted()
              .since<&request::type, 2>(),
          member<&request::parallel_r>("ParallelR", "Ohm", "Resistor in parallel.")
              .defaulted()
              .since<&request::type, 2>(),
          member<&request::v_divider_high_r>("VDivHiR", "Ohm", "Upper resistor of a divider.")
              .defaulted()
              .since<&request::type, 2>(),
          member<&request::v_divider_low_r>("VDivLoR", "Ohm", "Lower resistor of a divider.")
              .defaulted()
              .since<&request::type, 2>(),
          member<&request::can_position>("CANpos", "none", "CAN position; -1 for none.")
              .defaulted()
              .since<&request::type, 2>(),
          member<&request::can_profile, text<25>>("CANprof", "none", "Name of the CAN profile.")
              .defaulted()
              .since<&request::type, 2>(),
          member<&request::regime, text_if_any<25>>("RegimeName", "none", "Name of the regime.")
              .defaulted()
              .since<&request::type, 2>(),
      };
    }
  };
  struct reply {
    outcome<start_result> result{};

    static constexpr auto fields() {
      return std::array{
          member<&reply::result>("Result", "none", "How the start ended."),
      };
    }
  };
};

struct check_start {
  static constexpr function_info info{.fclass = 6,
                                      .fnum = 11,
                                      .name = "check_start",
                                      .page = 51,
                                      .doc = "Asks whether a test could be started.",
                                      .target = target::channel};
  struct request {
    std::uint8_t type = 1;
    std::uint8_t version = 1;
    start_data data{};

    static constexpr auto fields() {
      return std::array{
          member<&request::type>("StartDataType", "none", "Always 1.").binary_only(),
          member<&request::version>("StartDataVersion", "none", "Always 1.").binary_only(),
          member<&request::data>("StartData", "none", "What to start.").inline_members(),
      };
    }
  };
  struct reply {
    outcome<check_result> result{};

    static constexpr auto fields() {
      return std::array{
          member<&reply::result>("Result", "none", "Whether it could."),
      };
    }
  };
};

struct check_message {
  static constexpr function_info info{.fclass = 6,
                                      .fnum = 12,
                                      .name = "check_message",
                                      .page = 52,
                                      .doc = "Takes one message of the last check of a start.",
                                      .target = target::optional,
                                      .in = forms::binary_only};
  using request = nothing;
  struct reply {
    std::string message{};

    static constexpr auto fields() {
      return std::array{
          member<&reply::message, rest_text>("ErrorMessage", "none", "Empty after the last one."),
      };
    }
  };
};

/// Wire: -1 in a number means the default or what the archived file says.
struct advanced_start {
  static constexpr function_info info{.fclass = 6,
                                      .fnum = 13,
                                      .name = "advanced_start",
                                      .page = 53,
                                      .doc = "Starts a test somewhere in it, or goes on with one.",
                                      .acts = true,
                                      .target = target::channel};
  static constexpr std::uint8_t append_to_archived = 1;
  static constexpr std::uint8_t use_archived_procedure = 2;
  static constexpr std::uint8_t add_shelf_time = 4;

  struct request {
    std::uint8_t type = 1;
    std::uint8_t version = 1;
    start_data data{};
    std::uint8_t options = 0;
    std::string archived_name{};
    std::uint8_t remove_records = 0;
    float test_time = -1;
    float step_time = -1;
    std::int16_t step = -1;
    std::int32_t cycle = -1;
    std::int16_t loop_1 = -1;
    std::int16_t loop_2 = -1;
    std::int16_t loop_3 = -1;
    std::int16_t loop_4 = -1;
    float capacity = -1;
    float energy = -1;

    static constexpr auto fields() {
      return std::array{
          member<&request::type>("StartDataType", "none", "Always 1.").binary_only(),
          member<&request::version>("StartDataVersion", "none", "Always 1.").binary_only(),
          member<&request::data>("StartData", "none", "What to start.").inline_members(),
          member<&request::options>("Options", "none", "Bits: append, its procedure, shelf time.")
              .defaulted(),
          member<&request::archived_name, text<30>>("ArchivedTestName", "none",
                                                    "Archived data file with its extension.")
              .defaulted(),
          member<&request::remove_records>("RemoveLastDataRecords", "none", "20 at most.")
              .defaulted(),
          member<&request::test_time>("TestTime", "s", "Where the test time begins.").defaulted(),
          member<&request::step_time>("StepTime", "s", "Where the step time begins.").defaulted(),
          member<&request::step>("TestStep", "none", "Step to begin with.").defaulted(),
          member<&request::cycle>("Cycle", "none", "Cycle to begin with.").defaulted(),
          member<&request::loop_1>("RemainingLoop1", "none", "Rounds left.").defaulted(),
          member<&request::loop_2>("RemainingLoop2", "none", "Rounds left.").defaulted(),
          member<&request::loop_3>("RemainingLoop3", "none", "Rounds left.").defaulted(),
          member<&request::loop_4>("RemainingLoop4", "none", "Rounds left.").defaulted(),
          member<&request::capacity>("Capacity", "Ah", "Where the charge begins.").defaulted(),
          member<&request::energy>("Energy", "Wh", "Where the energy begins.").defaulted(),
      };
    }
  };
  struct reply {
    outcome<advanced_start_result> result{};

    static constexpr auto fields() {
      return std::array{
          member<&reply::result>("Result", "none", "How the start ended."),
      };
    }
  };
};

}  // namespace cyclers::maccor::messages
