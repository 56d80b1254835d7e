#pragma once

#include <cyclers/maccor/files.hpp>
#include <cyclers/reading.hpp>
#include <map>
#include <sockio/result.hpp>
#include <string>
#include <vector>

#include "labctl/table.hpp"

namespace labctl {

using channel_readings = std::map<int, sockio::result<cyclers::reading>>;

/// Returns the heading of records_of().
std::vector<std::string> const& reading_heading();
/// Makes a record of each channel's reading, or of why there is none.
std::vector<record> records_of(channel_readings const& all, format how);

/// Shows a folder of a tester.
std::string show_files(std::vector<cyclers::maccor::file_entry> const& all, format how);
/// Lists all functions of MacNet: number, name, forms, page and meaning.
std::string list_functions(format how);

}  // namespace labctl
