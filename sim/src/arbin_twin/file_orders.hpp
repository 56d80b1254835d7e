#pragma once

#include <string>

#include "arbin_twin/console.hpp"
#include "cyclers/arbin/codes.hpp"

namespace sim::cti {

/// Makes a folder in one of those that the document names, or below.
cyclers::arbin::folder_result make_folder(console& on, std::string const& path);

/// Deletes a file, or a folder with all that is in it when all of it may be deleted.
cyclers::arbin::folder_result delete_path(console& on, std::string const& path);

}  // namespace sim::cti
