#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cycler/runner.hpp"
#include "maccor_twin/test_channel.hpp"

namespace sim::mac {

/// Returns the beginning of a data file: what the test is, and the names of the columns.
std::string data_header(test_data const& test, int channel, std::string_view started);
/// Returns the line of a record.
std::string data_line(cycler::record const& one, test_origin const& from);

/// Holds what an archived data file says, as far as going on with its test needs it.
struct archived_test {
  test_data test{};
  std::string lines{};  ///< The header and the records that are kept.
  std::string started{};
  std::uint32_t records = 0;
  std::uint32_t cycle = 1;
  std::size_t step = 1;
  double test_time = 0;  ///< s
  double step_time = 0;  ///< s
  double capacity = 0;   ///< Ah
  double energy = 0;     ///< Wh
};

/// Reads a data file without its last records.
///
/// Returns nothing when it is none, or has fewer records than that.
std::optional<archived_test> read_data(std::string_view text, std::size_t without_last);

}  // namespace sim::mac
