#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cyclers/arbin/command.hpp"

/// Holds the commands of CTI that start and resume channels with all that can be given to them.
namespace cyclers::arbin::messages {

/// Is the state that a test is resumed from.
struct resume_table {
  std::uint32_t cycle = 0;
  double test_time = 0;
  double step_time = 0;
  double charge_capacity = 0;
  double discharge_capacity = 0;
  double charge_energy = 0;
  double discharge_energy = 0;
  std::array<double, 4> times{};
  std::array<double, 2> charge_capacities{};
  std::array<double, 2> discharge_capacities{};
  std::array<double, 2> charge_energies{};
  std::array<double, 2> discharge_energies{};
  std::array<float, 4> counters{};
  double charge_capacity_time = 0;
  double discharge_capacity_time = 0;
  std::array<float, 16> variables{};

  static constexpr auto fields() {
    using r = resume_table;
    return std::array{
        member<&r::cycle>("Cycle", "none", "Number of the cycle."),
        member<&r::test_time>("TestTime", "s", "Time since the test's start."),
        member<&r::step_time>("StepTime", "s", "Time since the step's start."),
        member<&r::charge_capacity>("CCapacity", "Ah", "Charge that went in."),
        member<&r::discharge_capacity>("DCapacity", "Ah", "Charge that came out."),
        member<&r::charge_energy>("CEnergy", "Wh", "Energy that went in."),
        member<&r::discharge_energy>("DEnergy", "Wh", "Energy that came out."),
        member<&r::times>("TC_Time", "s", "TC_Time1 to TC_Time4, time counters."),
        member<&r::charge_capacities>("TC_CCapacity", "Ah", "Two counters of charge in."),
        member<&r::discharge_capacities>("TC_DCapacity", "Ah", "Two counters of charge out."),
        member<&r::charge_energies>("TC_CEnergy", "Wh", "Two counters of energy in."),
        member<&r::discharge_energies>("TC_DEnergy", "Wh", "Two counters of energy out."),
        member<&r::counters>("MV_Counter", "none", "MV_Counter1 to MV_Counter4."),
        member<&r::charge_capacity_time>("ChargeCapacityTime", "s", "Charge capacity time."),
        member<&r::discharge_capacity_time>("DischargeCapacityTime", "s",
                                            "Discharge capacity time."),
        member<&r::variables>("MVUD", "as the schedule says", "MVUD1 to MVUD16."),
    };
  }
  friend bool operator==(resume_table const&, resume_table const&) = default;
};

/// Names the channels that are asked for.
struct channel_list {
  std::uint32_t count = 0;
  std::vector<std::uint16_t> channels{};

  static constexpr auto fields() {
    return std::array{
        member<&channel_list::count>("ChannelNum", "none", "How many channels follow.")
            .counts<&channel_list::channels>()
            .binary_only(),
        member<&channel_list::channels>("channelNo", "none", "The channels, from 0.")
            .counted<&channel_list::count>(),
    };
  }
};

/// Is a list of records with their count in front of it.
template <class Record>
struct record_list {
  std::uint32_t count = 0;
  std::vector<Record> channels{};

  static constexpr auto fields() {
    return std::array{
        member<&record_list::count>("ChannelNum", "none", "How many channels follow.")
            .template counts<&record_list::channels>()
            .binary_only(),
        member<&record_list::channels>("channelNo", "none", "One for each channel.")
            .template counted<&record_list::count>(),
    };
  }
};

/// Is what a channel could be started with.
struct start_record {
  std::uint32_t channel = 0;
  data_result result{};
  std::uint32_t test_name_count = 0;
  std::uint32_t step_count = 0;
  std::string schedule{};
  std::array<float, 16> variables{};
  std::vector<std::string> test_names{};
  std::vector<std::string> steps{};

  static constexpr auto fields() {
    using r = start_record;
    using strings = list_of<counted_text<std::uint32_t>>;
    return std::array{
        member<&r::channel>("Channel", "none", "The channel, from 0."),
        member<&r::result>("channelCode", "none", "Whether its data could be read."),
        member<&r::test_name_count>("TestNameNum", "none", "How many test names follow.")
            .counts<&r::test_names>()
            .binary_only(),
        member<&r::step_count>("StepNum", "none", "How many steps follow.")
            .counts<&r::steps>()
            .binary_only(),
        member<&r::schedule, utf16<200>>("Schedule", "none", "File name of the schedule."),
        member<&r::variables>("fMV_UD", "as the schedule says", "MV_UD1 to MV_UD16."),
        member<&r::test_names, strings>("TestNames", "none", "Names of tests.")
            .counted<&r::test_name_count>(),
        member<&r::steps, strings>("Steps", "none", "Labels of the schedule's steps.")
            .counted<&r::step_count>(),
    };
  }
};

struct get_start_data {
  static constexpr command_info info{.code = 0xCD130001,
                                     .reply_code = 0xCD310001,
                                     .name = "get_start_data",
                                     .page = 0,
                                     .instructions_page = 22,
                                     .doc = "Reads what channels could be started with."};
  using request = channel_list;
  using reply = record_list<start_record>;
};

/// Is what a channel is started with.
struct start_ex_record {
  std::uint32_t channel = 0;
  std::string test_name{};
  std::string schedule{};
  std::string creator{};
  std::string comment{};
  std::uint32_t step = 0;
  resume_table resume_data{};

  static constexpr auto fields() {
    using r = start_ex_record;
    return std::array{
        member<&r::channel>("Channel", "none", "The channel, from 0."),
        member<&r::test_name, utf16<72>>("TestName", "none", "Name of the test."),
        member<&r::schedule, utf16<200>>("Schedule", "none", "File name of the schedule."),
        member<&r::creator, utf16<64>>("Createor", "none", "Who starts it."),
        member<&r::comment, utf16<64>>("Comment", "none", "Comment on the test."),
        member<&r::step>("nSelectStep", "none", "The step to begin with."),
        member<&r::resume_data>("ResumeData", "none", "Without effect in a start.").defaulted(),
    };
  }
};

/// Wire: the instructions (pages 9 and 24) say that start's feedback is sent, not its own.
struct start_ex {
  static constexpr command_info info{.code = 0xCD130002,
                                     .reply_code = 0xBB230004,
                                     .name = "start_ex",
                                     .page = 0,
                                     .instructions_page = 23,
                                     .doc = "Starts channels at a step, each with its schedule.",
                                     .acts = true,
                                     .answers = answers::each_channel,
                                     .unused_reply_code = 0xCD310002};
  using request = record_list<start_ex_record>;
  using reply = feedback<start_result>;
};

/// Is what a channel could be resumed with.
struct resume_record {
  std::uint32_t channel = 0;
  data_result result{};
  std::uint32_t step_count = 0;
  std::string test_name{};
  std::string schedule{};
  std::string creator{};
  std::string comment{};
  std::string start_time{};
  resume_table resume_data{};
  std::vector<std::string> steps{};

  static constexpr auto fields() {
    using r = resume_record;
    return std::array{
        member<&r::channel>("Channel", "none", "The channel, from 0."),
        member<&r::result>("channelCode", "none", "Whether its data could be read."),
        member<&r::step_count>("StepNum", "none", "How many steps follow.")
            .counts<&r::steps>()
            .binary_only(),
        member<&r::test_name, utf16<72>>("TestName", "none", "Name of the test."),
        member<&r::schedule, utf16<200>>("Schedule", "none", "File name of the schedule."),
        member<&r::creator, utf16<64>>("Createor", "none", "Who started it."),
        member<&r::comment, utf16<64>>("Comment", "none", "Comment on the test."),
        member<&r::start_time, utf16<64>>("StartTime", "none", "When it was started."),
        member<&r::resume_data>("ResumeData", "none", "The state it would go on from.").defaulted(),
        member<&r::steps, list_of<counted_text<std::uint32_t>>>("Steps", "none",
                                                                "Labels of the schedule's steps.")
            .counted<&r::step_count>(),
    };
  }
};

struct get_resume_data {
  static constexpr command_info info{.code = 0xCD130003,
                                     .reply_code = 0xCD310003,
                                     .name = "get_resume_data",
                                     .page = 0,
                                     .instructions_page = 25,
                                     .doc = "Reads what channels could be resumed with."};
  using request = channel_list;
  using reply = record_list<resume_record>;
};

/// Is what a channel is resumed with.
struct resume_ex_record {
  std::uint32_t channel = 0;
  std::string test_name{};
  std::string schedule{};
  std::uint32_t step = 0;
  resume_table resume_data{};

  static constexpr auto fields() {
    using r = resume_ex_record;
    return std::array{
        member<&r::channel>("Channel", "none", "The channel, from 0."),
        member<&r::test_name, utf16<72>>("TestName", "none", "Name of the test."),
        member<&r::schedule, utf16<200>>("Schedule", "none", "File name of the schedule."),
        member<&r::step>("nSelectStep", "none", "The step to go on with."),
        member<&r::resume_data>("ResumeData", "none", "The state to go on from.").defaulted(),
    };
  }
};

/// Wire: the instructions (pages 8 and 28) say that resume's feedback is sent, not its own.
struct resume_ex {
  static constexpr command_info info{.code = 0xCD130004,
                                     .reply_code = 0xBB130002,
                                     .name = "resume_ex",
                                     .page = 0,
                                     .instructions_page = 27,
                                     .doc = "Resumes channels at a step, from a state.",
                                     .acts = true,
                                     .answers = answers::each_channel,
                                     .unused_reply_code = 0xCD310004};
  using request = record_list<resume_ex_record>;
  using reply = feedback<resume_result>;
};

}  // namespace cyclers::arbin::messages
