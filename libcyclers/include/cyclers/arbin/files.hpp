#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

#include "cyclers/arbin/messages/files.hpp"
#include "cyclers/arbin/session.hpp"
#include "cyclers/file_progress.hpp"

namespace cyclers::arbin {

using cyclers::file_progress;

/// Is a file or folder on a cycler; when it was changed is told as the cycler writes it.
using file_entry = messages::directory_entry;

/// Changes how a file is read. Trivially destructible: see docs/decisions/0013.
struct download_options {
  /// How often the file is asked for, when the connection breaks or a package comes damaged: on a
  /// new connection if need be, and with the same time stamp, so that the cycler may know it for
  /// the same download. CTI cannot ask for a part: it is always the whole file that is asked for.
  /// Packages that came before and were verified are kept; one that comes again with another MD5
  /// belongs to a file that has changed meanwhile, and ends the download.
  int attempts = 1;
};

static_assert(std::is_trivially_destructible_v<download_options>);

/// Lists, moves and deletes files below the MITS_PRO folder of a cycler. Wire: CC130001 to
/// CC130006, protocol document pages 19 to 24. Paths are the cycler's, with backslashes.
namespace detail {
awaitable<std::vector<file_entry>> browse(std::shared_ptr<session> core, std::string folder);
awaitable<std::string> get_file(std::shared_ptr<session> core, std::string name,
                                download_options how, file_progress progress);
awaitable<std::filesystem::path> get_file_to(std::shared_ptr<session> core, std::string name,
                                             std::filesystem::path to, download_options how,
                                             file_progress progress);
awaitable<void> send_file(std::shared_ptr<session> core, std::string name, std::string content,
                          file_progress progress);
awaitable<void> send_file_from(std::shared_ptr<session> core, std::string name,
                               std::filesystem::path from, file_progress progress);
awaitable<void> new_folder(std::shared_ptr<session> core, std::string name);
awaitable<void> delete_folder(std::shared_ptr<session> core, std::string name);
awaitable<void> delete_file(std::shared_ptr<session> core, std::string name);
}  // namespace detail

}  // namespace cyclers::arbin
