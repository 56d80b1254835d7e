#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "cyclers/file_progress.hpp"
#include "cyclers/maccor/codes.hpp"
#include "cyclers/maccor/session.hpp"
#include "cyclers/timestamp.hpp"

namespace cyclers::maccor {

/// Is a file on a tester.
struct file_entry {
  std::string name{};  ///< With its extension.
  std::int64_t size = 0;
  timestamp changed{};
};

using cyclers::file_progress;

/// Lists and moves files. Wire: (1,5) to (1,7), pages 15 to 20.
namespace detail {
awaitable<std::vector<file_entry>> list_files(std::shared_ptr<session> core, file_type folder);
awaitable<std::string> get_file(std::shared_ptr<session> core, file_type folder, std::string name,
                                file_progress progress);
awaitable<void> get_file_to(std::shared_ptr<session> core, file_type folder, std::string name,
                            std::filesystem::path to, file_progress progress);
awaitable<void> send_file(std::shared_ptr<session> core, file_type folder, std::string name,
                          std::string content, file_progress progress);
awaitable<void> send_file_from(std::shared_ptr<session> core, file_type folder, std::string name,
                               std::filesystem::path from, file_progress progress);
}  // namespace detail

}  // namespace cyclers::maccor
