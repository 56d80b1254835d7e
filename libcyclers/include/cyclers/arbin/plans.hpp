#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "cyclers/arbin/messages/start_data.hpp"

/// Holds what commands are given beside a channel. Views live for the call only; all of it is
/// trivially destructible: see docs/decisions/0013.
namespace cyclers::arbin {

/// Names channels as people count: `{1, 2, 5}`, or any vector of numbers.
///
/// No initializer list: g++ 12 takes none within co_await.
class channel_set {
 public:
  template <std::same_as<int>... More>
  channel_set(int first, More... more) : numbers_{first, more...} {}
  channel_set(std::vector<int> numbers) : numbers_(std::move(numbers)) {}

  std::vector<int> const& numbers() const noexcept { return numbers_; }

 private:
  std::vector<int> numbers_;
};

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
