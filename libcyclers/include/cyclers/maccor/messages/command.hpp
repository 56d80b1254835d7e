#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cyclers/maccor/function.hpp"

/// Holds classes 5 and 6 of MacNet but for starts and direct mode: what makes channels act.
namespace cyclers::maccor::messages {

struct set_global_flags {
  static constexpr function_info info{.fclass = 5,
                                      .fnum = 1,
                                      .name = "set_global_flags",
                                      .page = 38,
                                      .doc = "Sets the global flags of the tester.",
                                      .acts = true};
  struct request {
    std::uint32_t flags = 0;

    static constexpr auto fields() {
      return std::array{
          member<&request::flags, hex>("GlobFlags", "none", "One bit for each flag."),
      };
    }
  };
  struct reply {
    std::uint32_t flags = 0;

    static constexpr auto fields() {
      return std::array{
          member<&reply::flags, hex>("New GlobFlags", "none", "The flags as they are now.")
              .or_key("GlobFlags"),
      };
    }
  };
};

/// Wire: with Chan 65535 the bits say which channels are selected and which are not; with another
/// Chan there are no bits and that channel changes between available and selected. JSON has Chans.
struct select {
  static constexpr function_info info{.fclass = 6,
                                      .fnum = 1,
                                      .name = "select",
                                      .page = 39,
                                      .doc = "Selects channels for a start, or no longer.",
                                      .acts = true,
                                      .target = target::optional};
  struct request {
    std::optional<std::vector<std::uint16_t>> channels{};

    static constexpr auto fields() {
      return std::array{
          member<&request::channels, bitmap>("Chans", "none", "Channels, 0-based.").omitted(),
      };
    }
  };
  using reply = done;
};

struct suspend {
  static constexpr function_info info{.fclass = 6,
                                      .fnum = 3,
                                      .name = "suspend",
                                      .page = 43,
                                      .doc = "Suspends the test on a channel.",
                                      .acts = true,
                                      .target = target::channel};
  using request = nothing;
  using reply = done;
};

struct resume {
  static constexpr function_info info{.fclass = 6,
                                      .fnum = 4,
                                      .name = "resume",
                                      .page = 44,
                                      .doc = "Resumes the test on a channel.",
                                      .acts = true,
                                      .target = target::channel};
  using request = nothing;
  using reply = done;
};

struct reset {
  static constexpr function_info info{.fclass = 6,
                                      .fnum = 5,
                                      .name = "reset",
                                      .page = 45,
                                      .doc = "Ends whatever a channel does.",
                                      .acts = true,
                                      .target = target::channel};
  using request = nothing;
  using reply = done;
};

struct archive {
  static constexpr function_info info{.fclass = 6,
                                      .fnum = 6,
                                      .name = "archive",
                                      .page = 45,
                                      .doc = "Moves the data of an ended test to the archive.",
                                      .acts = true,
                                      .target = target::channel};
  using request = nothing;
  using reply = done;
};

struct set_variable {
  static constexpr function_info info{.fclass = 6,
                                      .fnum = 9,
                                      .name = "set_variable",
                                      .page = 49,
                                      .doc = "Sets one of the 15 VARs of a channel.",
                                      .acts = true,
                                      .target = target::channel};
  struct request {
    std::uint8_t number = 1;
    float value = 0;

    static constexpr auto fields() {
      return std::array{
          member<&request::number>("VarNum", "none", "1 to 15."),
          member<&request::value>("Value", "as the procedure says", "What it becomes."),
      };
    }
  };
  using reply = done;
};

/// Is what makes a channel suspend its test. Wire: zero power limits are the channel's own.
struct safety_limits {
  float v_max = 0;
  float v_min = 0;
  float i_charge = 0;
  float i_discharge = 0;
  float p_charge = 0;
  float p_discharge = 0;

  static constexpr auto fields() {
    using self = safety_limits;
    return std::array{
        member<&self::v_max>("VSafeMax", "V", "Highest voltage."),
        member<&self::v_min>("VSafeMin", "V", "Lowest voltage."),
        member<&self::i_charge>("ISafeChg", "A", "Highest charge current, a magnitude."),
        member<&self::i_discharge>("ISafeDis", "A", "Highest discharge current, a magnitude."),
        member<&self::p_charge>("PBatSafeChg", "W", "Highest power into the battery."),
        member<&self::p_discharge>("PBatSafeDis", "W", "Highest power out of the battery."),
    };
  }
};

struct set_safety {
  static constexpr function_info info{.fclass = 6,
                                      .fnum = 10,
                                      .name = "set_safety",
                                      .page = 50,
                                      .doc = "Sets a channel's safety limits and reads them back.",
                                      .acts = true,
                                      .target = target::channel,
                                      .request_print = {5, 5, 24, true}};
  using request = safety_limits;
  using reply = safety_limits;
};

}  // namespace cyclers::maccor::messages
