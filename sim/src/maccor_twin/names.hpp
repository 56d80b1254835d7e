#pragma once

#include <string>
#include <string_view>

#include "cycler/file_names.hpp"
#include "cyclers/maccor/codes.hpp"

namespace sim::mac {

using cycler::is_file_name;
using cycler::same_name;
using cycler::stem;

/// Tells whether a file of that name belongs into a folder.
bool belongs(cyclers::maccor::file_type in, std::string_view name);

/// Returns the name of a channel's data file, e.g. "cell-0042.075".
std::string data_file_name(std::string_view test, int channel);

inline constexpr std::size_t longest_test_name = 250;  ///< Document page 42, of JSON.

}  // namespace sim::mac
