#include "arbin_twin/file_orders.hpp"

#include <algorithm>
#include <array>

#include "cycler/file_names.hpp"

namespace sim::cti {
namespace {

namespace fs = std::filesystem;
using cyclers::arbin::folder_result;

// Protocol document page 22.
bool may_be_deleted(fs::path const& file) {
  constexpr std::array<std::string_view, 5> extensions{".sdx", ".sdu", ".can", ".smb", ".txt"};
  auto const name = file.filename().string();
  return std::ranges::any_of(extensions, [&](auto one) {
    return sim::cycler::same_name(sim::cycler::extension(name), one);
  });
}

folder_result why_not(console& on, tree_place const& file) {
  if (!may_be_deleted(file.on_disk)) return folder_result::extension;
  return on.in_use(file) ? folder_result::in_use : folder_result::removed;
}

/// Returns why something in a folder cannot be deleted, or that everything can.
folder_result why_not_all(console& on, tree_place const& folder) {
  std::error_code failed;
  for (auto const& one : fs::recursive_directory_iterator(folder.on_disk, failed)) {
    if (fs::is_directory(one.symlink_status(failed))) continue;
    auto const wrong = why_not(on, {.on_disk = one.path(), .depth = folder.depth + 1});
    if (wrong != folder_result::removed) return wrong;
  }
  return failed ? folder_result::not_removed : folder_result::removed;
}

}  // namespace

folder_result make_folder(console& on, std::string const& path) {
  auto const place = on.files.find(path);
  if (!place || place->depth <= 1) return folder_result::no_folders_here;
  std::error_code failed;
  bool const made = !place->exists() && fs::create_directory(place->on_disk, failed);
  return made ? folder_result::created : folder_result::not_created;
}

folder_result delete_path(console& on, std::string const& path) {
  auto const place = on.files.find(path);
  if (!place || place->depth <= 1) return folder_result::not_removed;
  if (!place->exists()) return folder_result::no_such_file;
  auto const wrong = place->is_file() ? why_not(on, *place) : why_not_all(on, *place);
  if (wrong != folder_result::removed) return wrong;
  std::error_code failed;
  fs::remove_all(place->on_disk, failed);
  return failed ? folder_result::not_removed : folder_result::removed;
}

}  // namespace sim::cti
