#pragma once

#include <string>
#include <string_view>

#include "cyclers/maccor/codes.hpp"

namespace sim::mac {

/// Tells whether two file names are the same to the tester, which runs on Windows.
bool same_name(std::string_view a, std::string_view b);

/// Tells whether a text can name a file of the tester: printable ASCII without anything that leads
/// to another folder.
bool is_file_name(std::string_view name);

/// Tells whether a file of that name belongs into a folder.
bool belongs(cyclers::maccor::file_type in, std::string_view name);

/// Returns the name of a channel's data file, e.g. "cell-0042.075".
std::string data_file_name(std::string_view test, int channel);
/// Returns the name of a file without its last extension.
std::string_view stem(std::string_view file);

inline constexpr std::size_t longest_test_name = 250;  ///< Document page 42, of JSON.

}  // namespace sim::mac
