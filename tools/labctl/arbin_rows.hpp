#pragma once

#include <cyclers/arbin/channel_records.hpp>
#include <cyclers/arbin/files.hpp>
#include <cyclers/arbin/login.hpp>
#include <string>
#include <vector>

#include "labctl/table.hpp"

namespace labctl {

/// Shows what a cycler says of itself.
std::string show_cycler(cyclers::arbin::login::answer const& what, format how);
/// Shows what channels have been told to do.
std::string show_records(cyclers::arbin::channel_records const& all, format how);
/// Shows a folder of a cycler.
std::string show_folder(std::vector<cyclers::arbin::file_entry> const& all, format how);
/// Lists all commands of CTI: code, name, pages and meaning.
std::string list_commands(format how);

}  // namespace labctl
