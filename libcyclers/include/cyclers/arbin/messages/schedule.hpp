#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cyclers/arbin/command.hpp"

/// Holds the commands of CTI that let channels run schedules.
namespace cyclers::arbin::messages {

struct assign_schedule {
  static constexpr command_info info{.code = 0xBB210001,
                                     .reply_code = 0xBB120001,
                                     .name = "assign_schedule",
                                     .page = 12,
                                     .instructions_page = 18,
                                     .doc = "Assigns a schedule to one channel or to all.",
                                     .acts = true,
                                     .answers = answers::each_channel};
  struct request {
    std::int32_t channel = 0;
    std::uint8_t all = 0;
    std::string schedule{};
    float capacity = 1;
    std::string barcode{};
    std::array<float, 16> variables{};

    static constexpr auto fields() {
      return std::array{
          member<&request::channel>("dwIvChannelGlobalIndex", "none", "The channel, from 0."),
          member<&request::all>("AssignSduAll", "none", "1 for all channels."),
          member<&request::schedule, utf16<200>>("ScheduleName", "none",
                                                 "File name of the schedule."),
          member<&request::capacity>("flCapacity", "Ah", "Capacity; without effect in MITS 8."),
          member<&request::barcode, utf16<72>>("ItemId", "none",
                                               "Barcode; without effect in MITS 8."),
          member<&request::variables>("fMV_UD", "as the schedule says",
                                      "MV_UD1 to MV_UD16; without effect in MITS 8."),
          reserved<32>(),
      };
    }
  };
  using reply = feedback<assign_result>;
};

struct start {
  static constexpr command_info info{.code = 0xBB320004,
                                     .reply_code = 0xBB230004,
                                     .name = "start",
                                     .page = 7,
                                     .instructions_page = 13,
                                     .doc = "Starts the schedules of channels under one test name.",
                                     .acts = true,
                                     .answers = answers::each_channel};
  struct request {
    std::string test_name{};
    std::uint32_t count = 0;
    std::vector<std::uint16_t> channels{};

    static constexpr auto fields() {
      return std::array{
          member<&request::test_name, utf16<72>>("TestName", "none", "Name of the test."),
          member<&request::count>("TotalChnToStart", "none", "How many channels follow.")
              .counts<&request::channels>()
              .binary_only(),
          member<&request::channels>("ChnIndexList", "none", "The channels, from 0.")
              .counted<&request::count>(),
      };
    }
  };
  using reply = feedback<start_result>;
};

/// Is start for servers that have_long_names.
///
/// Wire: no document has its fields; the name is taken for UTF-16 behind the number of its bytes.
struct start_long {
  static constexpr command_info info{.code = 0xBB320014,
                                     .reply_code = 0xBB230014,
                                     .name = "start_long",
                                     .page = 0,
                                     .instructions_page = 0,
                                     .doc = "Starts channels under a test name of any length.",
                                     .acts = true,
                                     .answers = answers::each_channel,
                                     .documented = false,
                                     .unused_reply_code = 0xBB230004};
  struct request {
    std::string test_name{};
    std::uint32_t count = 0;
    std::vector<std::uint16_t> channels{};

    static constexpr auto fields() {
      return std::array{
          member<&request::test_name, counted_utf16>("TestName", "none", "Name of the test."),
          member<&request::count>("TotalChnToStart", "none", "How many channels follow.")
              .counts<&request::channels>()
              .binary_only(),
          member<&request::channels>("ChnIndexList", "none", "The channels, from 0.")
              .counted<&request::count>(),
      };
    }
  };
  using reply = feedback<start_result>;
};

struct stop {
  static constexpr command_info info{.code = 0xBB310001,
                                     .reply_code = 0xBB130001,
                                     .name = "stop",
                                     .page = 12,
                                     .instructions_page = 13,
                                     .doc = "Stops the test on one channel or on all.",
                                     .acts = true,
                                     .answers = answers::each_channel};
  struct request {
    std::uint32_t channel = 0;
    std::uint8_t all = 0;

    static constexpr auto fields() {
      return std::array{
          member<&request::channel>("m_dwIvChannelGlobalIndex", "none", "The channel, from 0."),
          member<&request::all>("m_btStopAll", "none", "1 for all channels."),
          reserved<101>(),
      };
    }
  };
  using reply = feedback<stop_result>;
};

struct resume {
  static constexpr command_info info{.code = 0xBB310002,
                                     .reply_code = 0xBB130002,
                                     .name = "resume",
                                     .page = 10,
                                     .instructions_page = 15,
                                     .doc = "Resumes the stopped test of one channel or of all.",
                                     .acts = true,
                                     .answers = answers::each_channel};
  struct request {
    std::int32_t channel = 0;
    std::uint8_t all = 0;

    static constexpr auto fields() {
      return std::array{
          member<&request::channel>("dwIvChannelGlobalIndex", "none", "The channel, from 0."),
          member<&request::all>("ResumeAll", "none", "1 for all channels."),
          reserved<101>(),
      };
    }
  };
  using reply = feedback<resume_result>;
};

struct continue_test {
  static constexpr command_info info{.code = 0xBB320006,
                                     .reply_code = 0xBB230006,
                                     .name = "continue_test",
                                     .page = 6,
                                     .instructions_page = 14,
                                     .doc = "Lets paused channels go on.",
                                     .acts = true,
                                     .answers = answers::each_channel};
  struct request {
    std::uint32_t count = 0;
    std::vector<std::uint16_t> channels{};

    static constexpr auto fields() {
      return std::array{
          member<&request::count>("TotalChnToContinue", "none", "How many channels follow.")
              .counts<&request::channels>()
              .binary_only(),
          member<&request::channels>("ChnIndexList", "none", "The channels, from 0.")
              .counted<&request::count>(),
      };
    }
  };
  using reply = feedback<continue_result>;
};

struct jump {
  static constexpr command_info info{
      .code = 0xBB320005,
      .reply_code = 0xBB230005,
      .name = "jump",
      .page = 17,
      .instructions_page = 31,
      .doc = "Lets a running channel jump to a step; one beyond the last stops the test.",
      .acts = true};
  struct request {
    std::int32_t step = 0;
    std::int32_t channel = 0;

    static constexpr auto fields() {
      return std::array{
          member<&request::step>("m_stepNum", "none", "The step, from 0."),
          member<&request::channel>("m_channelIndex", "none", "The channel, from 0."),
          reserved<101>(),
      };
    }
  };
  using reply = feedback<jump_result>;
};

}  // namespace cyclers::arbin::messages
