#pragma once

#include <cyclers/maccor/files.hpp>
#include <string>
#include <vector>

#include "labctl/table.hpp"

namespace labctl {

/// Shows a folder of a tester.
std::string show_files(std::vector<cyclers::maccor::file_entry> const& all, format how);
/// Lists all functions of MacNet: number, name, forms, page and meaning.
std::string list_functions(format how);

}  // namespace labctl
