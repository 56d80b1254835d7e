#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cycler/disk.hpp"

namespace sim::cti {

/// Is a file or folder as a listing tells of it.
struct tree_entry {
  std::string name;
  bool is_folder = false;
  std::uint64_t size = 0;
  std::chrono::milliseconds changed{};  ///< Since 1970.
};

/// Says where a path of a client leads.
struct tree_place {
  std::filesystem::path on_disk;
  std::size_t depth = 0;  ///< 0 for the root, 1 for the folders that are always there.
  bool in_schedules = false;

  bool is_file() const;
  bool is_folder() const;
  bool exists() const { return is_file() || is_folder(); }
};

/// Keeps the cycler's files, the MITS_PRO folder; no path leads out of it.
///
/// The folders that the document names are made when they are first needed.
class file_tree {
 public:
  explicit file_tree(std::filesystem::path folder) : folder_(std::move(folder)) {}

  std::filesystem::path const& folder();

  /// Follows a path below MITS_PRO, with / or \ between its parts, in any letter case; nothing when
  /// it leads out of the folders that the document names, or cannot be a path.
  ///
  /// The last part need not exist.
  std::optional<tree_place> find(std::string_view path);
  /// Follows the path of a schedule below its folder.
  std::optional<tree_place> find_schedule(std::string_view name);
  std::vector<tree_entry> list(tree_place const& in);

 private:
  void make_folders();

  cycler::work_folder folder_;
  bool made_ = false;
};

}  // namespace sim::cti
