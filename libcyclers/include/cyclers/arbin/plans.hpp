#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include "cyclers/arbin/messages/start_data.hpp"

/// Holds what commands are given beside a channel. Views live for the call only; all of it is
/// trivially destructible: see docs/decisions/0013.
namespace cyclers::arbin {

/// Says more of a schedule that is assigned. MITS 7 only: without effect in MITS 8.
struct assign_plan {
  double capacity = 1;  ///< Ah
  std::string_view barcode{};
  std::array<double, 16> variables{};  ///< MV_UD1 to MV_UD16.
};

/// Says what start_ex() starts.
struct start_ex_plan {
  std::string_view test_name{};
  std::string_view schedule{};
  std::string_view creator{};
  std::string_view comment{};
  std::uint32_t step = 0;  ///< As on the wire: the documents do not say from where it counts.
};

/// Says what resume_ex() goes on with.
struct resume_ex_plan {
  std::string_view test_name{};
  std::string_view schedule{};
  std::uint32_t step = 0;  ///< As on the wire: the documents do not say from where it counts.
  messages::resume_table state{};  ///< As resume_data() has it.
};

/// Is the value of MV_UDn, n from 1 to 16.
struct variable {
  int number = 1;
  double value = 0;  ///< As the schedule says.
};

/// Is the value of MV_UDn of a channel.
struct channel_variable {
  int channel = 1;
  int number = 1;
  double value = 0;  ///< As the schedule says.
};

static_assert(std::is_trivially_destructible_v<assign_plan>);
static_assert(std::is_trivially_destructible_v<start_ex_plan>);
static_assert(std::is_trivially_destructible_v<resume_ex_plan>);

}  // namespace cyclers::arbin
