#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace sim::cycler {

/// Is a folder on disk, or a temporary one that goes with it.
class work_folder {
 public:
  /// Uses a folder; a temporary one, which is made when it is first needed, when it is empty.
  explicit work_folder(std::filesystem::path folder) : folder_(std::move(folder)) {}
  ~work_folder();
  work_folder(work_folder const&) = delete;
  work_folder& operator=(work_folder const&) = delete;

  /// Returns where it is.
  std::filesystem::path const& path();

 private:
  std::filesystem::path folder_;
  bool temporary_ = false;
};

/// Returns what is in a file; nothing when it cannot be read.
std::optional<std::string> read_whole(std::filesystem::path const& file);
/// Writes a whole file under its name at once, so that nobody sees a part of it.
bool write_whole(std::filesystem::path const& file, std::string_view bytes);
/// Adds to a file, which is made when it is not there.
bool append_to(std::filesystem::path const& file, std::string_view bytes);
/// Returns when a file was changed last, in UTC.
std::chrono::milliseconds changed_since_1970(std::filesystem::path const& file);

}  // namespace sim::cycler
