#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "cyclers/arbin/command.hpp"

/// Holds the commands of CTI that set the meta variables of running schedules.
namespace cyclers::arbin::messages {

/// Returns the code of MV_UDn, n from 1 to 16; nothing for other numbers.
constexpr std::optional<meta_variable> meta_variable_of(int n) {
  if (n < 1 || n > 16) return std::nullopt;
  int const first =
      n <= 4 ? static_cast<int>(meta_variable::ud1) - 1 : static_cast<int>(meta_variable::ud5) - 5;
  return static_cast<meta_variable>(first + n);
}

struct set_variable {
  static constexpr command_info info{.code = 0xBB150001,
                                     .reply_code = 0xBB510001,
                                     .name = "set_variable",
                                     .page = 14,
                                     .instructions_page = 29,
                                     .doc = "Sets one meta variable of a running channel.",
                                     .acts = true};
  struct request {
    std::uint32_t channel = 0;
    std::int32_t type = 1;
    std::int32_t code = static_cast<std::int32_t>(meta_variable::ud1);
    std::int32_t value_type = 1;
    float value = 0;

    static constexpr auto fields() {
      return std::array{
          member<&request::channel>("m_dwIvChannelGlobalIndex", "none", "The channel, from 0."),
          member<&request::type>("MV_Type", "none", "Always 1."),
          member<&request::code>("MV_MetaCode", "none", "The variable: a meta_variable."),
          reserved<16>(),
          member<&request::value_type>("MV_ValueType", "none", "Always 1, a Single."),
          member<&request::value>("MV_Data", "as the schedule says", "The value."),
          reserved<16>(),
      };
    }
  };
  using reply = feedback<variable_result>;
};

/// Is the value of one meta variable of one channel.
struct variable_value {
  std::uint16_t channel = 0;
  meta_variable code = meta_variable::ud1;
  float value = 0;

  static constexpr auto fields() {
    return std::array{
        member<&variable_value::channel>("m_ChannelIndexInGlobal", "none", "The channel, from 0."),
        member<&variable_value::code>("m_MV_MetaCode", "none", "The variable."),
        member<&variable_value::value>("fMV_Value", "as the schedule says", "The value."),
    };
  }
  friend bool operator==(variable_value const&, variable_value const&) = default;
};

struct set_variables {
  static constexpr std::size_t most_values = 160;

  static constexpr command_info info{
      .code = 0xBB150002,
      .reply_code = 0xBB510002,
      .name = "set_variables",
      .page = 15,
      .instructions_page = 30,
      .doc = "Sets meta variables of running channels, at most every 200 ms.",
      .acts = true};
  struct request {
    std::uint16_t count = 0;
    std::vector<variable_value> values{};

    static constexpr auto fields() {
      return std::array{
          member<&request::count>("m_nMV_Total", "none", "How many values follow.")
              .counts<&request::values>()
              .at_most(most_values)
              .binary_only(),
          reserved<18>(),
          member<&request::values, list_with_room<most_values>>("m_MV_Data", "none", "The values.")
              .counted<&request::count>(),
      };
    }
  };
  using reply = feedback<variable_result>;
};

}  // namespace cyclers::arbin::messages
