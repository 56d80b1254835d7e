#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "cyclers/maccor/function.hpp"
#include "cyclers/timestamp.hpp"

/// Holds class 4 of MacNet: what channels are doing.
namespace cyclers::maccor::messages {

/// Says what a channel is doing.
struct channel_status {
  run_code run{};
  end_code end{};
  channel_state state{};

  static constexpr auto fields() {
    return std::array{
        member<&channel_status::run>("RF1", "none", "What the controller board does."),
        member<&channel_status::end>("RF2", "none", "Why it made its last record."),
        member<&channel_status::state>("Stat", "none", "The state in the tester's software."),
    };
  }
};

struct statuses {
  static constexpr function_info info{.fclass = 4,
                                      .fnum = 1,
                                      .name = "statuses",
                                      .page = 24,
                                      .doc = "Reads what up to 128 channels are doing.",
                                      .target = target::channels,
                                      .reply_record = 4,
                                      .len_in_json = true};
  using request = nothing;
  struct reply {
    std::vector<channel_status> channels{};

    static constexpr auto fields() {
      return std::array{
          member<&reply::channels>("Status", "none", "One for each channel."),
      };
    }
  };
};

struct voltages {
  static constexpr function_info info{.fclass = 4,
                                      .fnum = 2,
                                      .name = "voltages",
                                      .page = 27,
                                      .doc = "Reads the voltages of up to 128 channels.",
                                      .target = target::channels,
                                      .reply_record = 4,
                                      .len_in_json = true};
  using request = nothing;
  struct reply {
    std::vector<float> voltages{};

    static constexpr auto fields() {
      return std::array{
          member<&reply::voltages>("Voltage", "V", "One for each channel."),
      };
    }
  };
};

struct currents {
  static constexpr function_info info{.fclass = 4,
                                      .fnum = 3,
                                      .name = "currents",
                                      .page = 28,
                                      .doc = "Reads the currents of up to 128 channels.",
                                      .target = target::channels,
                                      .reply_record = 4,
                                      .len_in_json = true};
  using request = nothing;
  struct reply {
    std::vector<float> currents{};

    static constexpr auto fields() {
      return std::array{
          member<&reply::currents>("Current", "A",
                                   "A magnitude for each channel; its direction is in the state."),
      };
    }
  };
};

struct aux_values {
  static constexpr function_info info{.fclass = 4,
                                      .fnum = 4,
                                      .name = "aux_values",
                                      .page = 29,
                                      .doc = "Reads the auxiliary inputs of a channel.",
                                      .target = target::channel,
                                      .reply_record = 4,
                                      .len_in_json = true};
  using request = nothing;
  struct reply {
    std::vector<float> values{};

    static constexpr auto fields() {
      return std::array{
          member<&reply::values>("AuxValues", "as aux_units says", "One for each input."),
      };
    }
  };
};

struct aux_units {
  static constexpr function_info info{.fclass = 4,
                                      .fnum = 5,
                                      .name = "aux_units",
                                      .page = 30,
                                      .doc = "Reads the units of a channel's auxiliary inputs.",
                                      .target = target::channel,
                                      .reply_record = 4,
                                      .len_in_json = true};
  using request = nothing;
  struct reply {
    std::vector<std::string> units{};

    static constexpr auto fields() {
      return std::array{
          member<&reply::units, list_of<text<4>>>("AuxUnit", "none", "One for each input."),
      };
    }
  };
};

struct names {
  static constexpr function_info info{.fclass = 4,
                                      .fnum = 6,
                                      .name = "names",
                                      .page = 32,
                                      .doc = "Reads the names of a channel's test and procedure.",
                                      .target = target::channel};
  using request = nothing;
  struct reply {
    std::string test_name{};
    std::string comment{};
    std::string procedure{};
    std::string description{};

    static constexpr auto fields() {
      return std::array{
          member<&reply::test_name, text<25>>("TestName", "none", "Name of the data file."),
          member<&reply::comment, text<80>>("Comment", "none", "Comment on the test.").omitted(),
          member<&reply::procedure, text<25>>("ProcName", "none", "Name of the procedure."),
          member<&reply::description, text<80>>("ProcDesc", "none", "What the procedure does.")
              .omitted(),
      };
    }
  };
};

struct full_status {
  static constexpr function_info info{.fclass = 4,
                                      .fnum = 7,
                                      .name = "full_status",
                                      .page = 33,
                                      .doc = "Reads all that is measured and known of a channel.",
                                      .target = target::channel};
  using request = nothing;
  struct reply {
    channel_status status{};
    std::uint32_t last_record = 0;
    std::uint32_t cycle = 0;
    std::uint16_t step = 0;
    float test_time = 0;
    float step_time = 0;
    float capacity = 0;
    float energy = 0;
    float current = 0;
    float voltage = 0;
    timestamp tester_time{};

    static constexpr auto fields() {
      return std::array{
          member<&reply::status>("Status", "none", "What it is doing.").inline_members(),
          member<&reply::last_record>("LastRecNum", "none", "Number of the last record."),
          member<&reply::cycle>("Cycle", "none", "Number of the cycle."),
          member<&reply::step>("Step", "none", "Number of the step."),
          member<&reply::test_time>("TestTime", "s", "Time since the test's start."),
          member<&reply::step_time>("StepTime", "s", "Time since the step's start."),
          member<&reply::capacity>("Capacity", "Ah", "Charge so far."),
          member<&reply::energy>("Energy", "Wh", "Energy so far."),
          member<&reply::current>("Current", "A", "A magnitude; its direction is in the state."),
          member<&reply::voltage>("Voltage", "V", "Voltage at the channel."),
          member<&reply::tester_time>("TesterTime", "ms", "The tester's clock."),
      };
    }
  };
};

struct variables {
  static constexpr function_info info{.fclass = 4,
                                      .fnum = 8,
                                      .name = "variables",
                                      .page = 34,
                                      .doc = "Reads the global flags and the VARs of a channel.",
                                      .target = target::channel};
  using request = nothing;
  struct reply {
    std::uint32_t global_flags = 0;
    std::array<float, 15> values{};

    static constexpr auto fields() {
      return std::array{
          member<&reply::global_flags, hex>("GlobFlags", "none", "One bit for each flag."),
          member<&reply::values>("VARs", "as the procedure says", "VAR1 to VAR15."),
      };
    }
  };
};

struct test_times {
  static constexpr function_info info{.fclass = 4,
                                      .fnum = 9,
                                      .name = "test_times",
                                      .page = 36,
                                      .doc = "Reads the test times of up to 128 channels.",
                                      .target = target::channels,
                                      .reply_record = 4,
                                      .len_in_json = true};
  using request = nothing;
  struct reply {
    std::vector<float> times{};

    static constexpr auto fields() {
      return std::array{
          member<&reply::times>("TestTimes", "s", "One for each channel."),
      };
    }
  };
};

struct end_status {
  static constexpr function_info info{.fclass = 4,
                                      .fnum = 10,
                                      .name = "end_status",
                                      .page = 37,
                                      .doc = "Reads at which of its end steps a test ended.",
                                      .target = target::channel};
  using request = nothing;
  struct reply {
    std::uint16_t ends = 0;
    std::uint16_t reached = 0;

    static constexpr auto fields() {
      return std::array{
          member<&reply::ends>("NumOfEnds", "none", "How many end steps the procedure has."),
          member<&reply::reached>("EndNum", "none", "Which one it was; 0 when not completed."),
      };
    }
  };
};

struct long_names {
  static constexpr function_info info{.fclass = 4,
                                      .fnum = 11,
                                      .name = "long_names",
                                      .page = 38,
                                      .doc = "Reads the names of a channel in full length.",
                                      .target = target::channel,
                                      .in = forms::binary_only};
  using request = nothing;
  struct reply {
    std::string test_name{};
    std::string comment{};
    std::string procedure{};
    std::string description{};

    static constexpr auto fields() {
      using length_byte = counted_text<std::uint8_t>;
      return std::array{
          member<&reply::test_name, length_byte>("TestName", "none", "Name of the data file."),
          member<&reply::comment, length_byte>("Comment", "none", "Comment on the test."),
          member<&reply::procedure, length_byte>("ProcName", "none", "Name of the procedure."),
          member<&reply::description, length_byte>("ProcDesc", "none", "What it does."),
      };
    }
  };
};

}  // namespace cyclers::maccor::messages
