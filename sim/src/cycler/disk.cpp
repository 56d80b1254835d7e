#include "cycler/disk.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace sim::cycler {
namespace {

namespace fs = std::filesystem;

fs::path temporary_folder() {
  auto pattern = (fs::temp_directory_path() / "cycler-XXXXXX").string();
  return ::mkdtemp(pattern.data()) != nullptr ? fs::path(pattern) : fs::path();
}

}  // namespace

work_folder::~work_folder() {
  std::error_code ignored;
  if (temporary_ && !folder_.empty()) fs::remove_all(folder_, ignored);
}

fs::path const& work_folder::path() {
  if (!temporary_ && folder_.empty()) {
    temporary_ = true;
    folder_ = temporary_folder();
  }
  return folder_;
}

std::optional<std::string> read_whole(fs::path const& name) {
  std::ifstream file(name, std::ios::binary);
  if (!file) return {};
  return std::string(std::istreambuf_iterator<char>(file), {});
}

bool write_whole(fs::path const& name, std::string_view bytes) {
  auto const draft = name.parent_path() / ("~" + name.filename().string() + ".part");
  std::ofstream file(draft, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  std::error_code failed;
  if (file) fs::rename(draft, name, failed);
  if (file && !failed) return true;
  fs::remove(draft, failed);
  return false;
}

bool append_to(fs::path const& name, std::string_view bytes) {
  std::ofstream file(name, std::ios::binary | std::ios::app);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  return static_cast<bool>(file);
}

std::chrono::milliseconds changed_since_1970(fs::path const& file) {
  std::error_code failed;
  auto const when = fs::last_write_time(file, failed);
  if (failed) return {};
  auto const utc = std::chrono::file_clock::to_sys(when);
  return std::chrono::duration_cast<std::chrono::milliseconds>(utc.time_since_epoch());
}

}  // namespace sim::cycler
