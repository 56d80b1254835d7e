#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cycler/disk.hpp"
#include "cyclers/maccor/codes.hpp"

namespace sim::mac {

/// Is a file as a listing tells of it.
struct file_entry {
  std::string name;
  std::int64_t size = 0;
  std::chrono::milliseconds changed{};  ///< Since 1970.
};

/// Keeps the tester's files in folders on disk; no name leads out of them.
///
/// The folders are made when they are first needed. What cannot be read is not there; what cannot
/// be written is told by the return value.
class store {
 public:
  using file_type = cyclers::maccor::file_type;

  /// Uses a folder; a temporary one, which goes with the store, when it is empty.
  explicit store(std::filesystem::path folder) : folder_(std::move(folder)) {}

  std::filesystem::path const& folder();

  std::vector<file_entry> list(file_type in);
  /// Returns the name as it is on disk, whatever the letter case of the one that was given.
  std::optional<std::string> find(file_type in, std::string_view name);
  /// Returns the first file whose name without extension is this.
  std::optional<std::string> find_stem(file_type in, std::string_view name);
  std::optional<std::string> read(file_type in, std::string_view name);
  /// Writes a whole file under its name at once, so that nobody sees a part of it.
  bool write(file_type in, std::string_view name, std::string_view bytes);
  bool append(file_type in, std::string_view name, std::string_view bytes);
  bool remove(file_type in, std::string_view name);
  bool move(file_type from, std::string_view name, file_type to, std::string_view as);

 private:
  std::filesystem::path path_of(file_type in);
  void make_folders();

  cycler::work_folder folder_;
  bool made_ = false;
};

}  // namespace sim::mac
