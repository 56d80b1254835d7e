#pragma once

#include <cstdint>
#include <string_view>
#include <type_traits>

#include "cyclers/maccor/codes.hpp"
#include "cyclers/maccor/messages/start.hpp"

namespace cyclers::maccor {

/// Says what to start: `channel.start({.procedure = "formation", .name = "cell-0042"})`.
///
/// Views live for the call only. Trivially destructible: see docs/decisions/0013.
struct start_plan {
  std::string_view procedure{};      ///< Without its .000.
  std::string_view name = "Random";  ///< Of the data file; Random for one of the tester's own.
  std::string_view comment{};
  double c_rate = 1;         ///< Ah that 1 C is; 1 when the procedure does not use it.
  std::uint8_t chamber = 0;  ///< Environmental chamber; 0 for none.
  bool check = true;         ///< Ask first whether the test could be started.

  /// 1 ends with the chamber; 2 has what follows. Binary only: JSON has no types.
  std::uint8_t type = 2;
  std::uint16_t start_cycle = 0;
  std::uint16_t total_cycles = 0;
  double mass = 1;  ///< g of active material.
  voltage_gain v_gain{};
  bool align_reports = false;
  double parallel_r = 0;        ///< Ohm.
  double v_divider_high_r = 0;  ///< Ohm.
  double v_divider_low_r = 0;   ///< Ohm.
  std::int16_t can_position = -1;
  std::string_view can_profile{};
  std::string_view regime{};
};

/// Says where in a test to start, or which archived test to go on with; -1 is the default, or what
/// the archived file says.
struct advanced_plan {
  bool append_to_archived = false;
  bool use_archived_procedure = false;
  bool add_shelf_time = false;
  std::string_view archived_name{};  ///< With its extension, e.g. "cell.003".
  std::uint8_t remove_records = 0;   ///< 20 at most.
  double test_time = -1;             ///< s
  double step_time = -1;             ///< s
  std::int16_t step = -1;
  std::int32_t cycle = -1;
  std::int16_t loop_1 = -1;
  std::int16_t loop_2 = -1;
  std::int16_t loop_3 = -1;
  std::int16_t loop_4 = -1;
  double capacity = -1;  ///< Ah
  double energy = -1;    ///< Wh
};

static_assert(std::is_trivially_destructible_v<start_plan>);
static_assert(std::is_trivially_destructible_v<advanced_plan>);

namespace detail {
messages::start::request start_request(start_plan const& plan);
messages::check_start::request check_request(start_plan const& plan);
messages::advanced_start::request advanced_request(start_plan const& start,
                                                   advanced_plan const& plan);
}  // namespace detail

}  // namespace cyclers::maccor
