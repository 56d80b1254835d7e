#include "arbin_twin/file_tree.hpp"

#include <algorithm>
#include <array>

#include "cycler/example_procedures.hpp"
#include "cycler/file_names.hpp"

namespace sim::cti {
namespace {

namespace fs = std::filesystem;
using cycler::same_name;

// Of the schedules comes first; protocol document page 19.
constexpr std::array<std::string_view, 5> top_folders{"Work", "Simulation", "Support", "SMB Config",
                                                      "CANBMS Config"};
constexpr std::string_view schedules = top_folders[0];

// The name that a captured session of a cycler has.
constexpr std::string_view rest_name = "Rest+207855.sdx";
constexpr std::string_view rest_schedule = R"(name: Rest+207855
description: rests for a day
record: {time: 1 min}
steps:
  - rest: {until: {time: 24 h}}
)";

bool is_separator(char c) { return c == '\\' || c == '/'; }

/// Returns the parts of a path; nothing when one of them cannot be a name.
std::optional<std::vector<std::string>> parts_of(std::string_view path) {
  constexpr std::size_t most_parts = 32;
  // Two in front name another computer.
  if (path.size() > 1 && is_separator(path[0]) && is_separator(path[1])) return {};
  std::vector<std::string> parts;
  while (!path.empty()) {
    auto const end =
        static_cast<std::size_t>(std::ranges::find_if(path, is_separator) - path.begin());
    auto const part = path.substr(0, end);
    path.remove_prefix(std::min(end + 1, path.size()));
    if (part.empty() || part == ".") continue;
    if (!cycler::is_file_name(part, cycler::alphabet::unicode)) return {};
    parts.emplace_back(part);
  }
  if (parts.size() > most_parts) return {};
  return parts;
}

/// Returns a name as it is on disk, whatever its letter case; as it is when there is no such file.
std::string on_disk(fs::path const& folder, std::string const& name) {
  std::error_code failed;
  if (fs::exists(fs::symlink_status(folder / name, failed))) return name;
  for (auto const& one : fs::directory_iterator(folder, failed))
    if (same_name(one.path().filename().string(), name)) return one.path().filename().string();
  return name;
}

}  // namespace

bool tree_place::is_file() const {
  std::error_code failed;
  return fs::is_regular_file(fs::symlink_status(on_disk, failed));
}

bool tree_place::is_folder() const {
  std::error_code failed;
  // The user's own folder may be a link; nothing below it is followed.
  return depth <= 1 ? fs::is_directory(on_disk, failed)
                    : fs::is_directory(fs::symlink_status(on_disk, failed));
}

fs::path const& file_tree::folder() {
  if (!made_) make_folders();
  return folder_.path();
}

void file_tree::make_folders() {
  made_ = true;
  std::error_code failed;
  auto const& root = folder_.path();
  bool const fresh = !fs::exists(root / schedules, failed);
  for (auto const one : top_folders) fs::create_directories(root / one, failed);
  if (!fresh) return;
  for (auto const& one : cycler::example_procedures())
    cycler::write_whole(root / schedules / (std::string(one.name) + ".sdx"), one.text);
  cycler::write_whole(root / schedules / rest_name, rest_schedule);
}

std::optional<tree_place> file_tree::find(std::string_view path) {
  auto const parts = parts_of(path);
  if (!parts) return {};
  tree_place place{.on_disk = folder()};
  for (auto const& part : *parts) {
    auto name = part;
    if (place.depth == 0) {
      auto const top =
          std::ranges::find_if(top_folders, [&](auto one) { return same_name(one, part); });
      if (top == top_folders.end()) return {};
      name = *top;
      place.in_schedules = name == schedules;
    } else {
      if (!place.is_folder()) return {};
      name = on_disk(place.on_disk, part);
    }
    place.on_disk /= name;
    ++place.depth;
  }
  return place;
}

std::optional<tree_place> file_tree::find_schedule(std::string_view name) {
  auto const end = cycler::extension(name);
  if (!same_name(end, ".sdx") && !same_name(end, ".sdu")) return {};
  auto place = find(std::string(schedules) + "\\" + std::string(name));
  if (!place || !place->is_file()) return {};
  return place;
}

std::vector<tree_entry> file_tree::list(tree_place const& in) {
  std::vector<tree_entry> all;
  std::error_code failed;
  if (in.depth == 0) {
    for (auto const one : top_folders)
      all.push_back({std::string(one), true, 0, cycler::changed_since_1970(in.on_disk / one)});
    return all;
  }
  for (auto const& one : fs::directory_iterator(in.on_disk, failed)) {
    auto const status = one.symlink_status(failed);
    bool const folder = fs::is_directory(status);
    if (!folder && !fs::is_regular_file(status)) continue;
    auto name = one.path().filename().string();
    if (name.starts_with('~')) continue;  // is being written
    auto const size = folder ? 0 : one.file_size(failed);
    all.push_back({std::move(name), folder, size, cycler::changed_since_1970(one.path())});
  }
  std::ranges::sort(all, {}, &tree_entry::name);
  return all;
}

}  // namespace sim::cti
