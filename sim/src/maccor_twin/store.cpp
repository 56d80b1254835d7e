#include "maccor_twin/store.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "maccor_twin/example_procedures.hpp"
#include "maccor_twin/names.hpp"

namespace sim::mac {
namespace {

namespace fs = std::filesystem;
using cyclers::maccor::file_type;

constexpr std::array folders{file_type::active,        file_type::archive, file_type::procedure,
                             file_type::user_function, file_type::can,     file_type::fra,
                             file_type::waveform};

fs::path temporary_folder() {
  auto pattern = (fs::temp_directory_path() / "maccor-XXXXXX").string();
  return ::mkdtemp(pattern.data()) != nullptr ? fs::path(pattern) : fs::path();
}

std::chrono::milliseconds since_1970(fs::file_time_type when) {
  auto const utc = std::chrono::file_clock::to_sys(when);
  return std::chrono::duration_cast<std::chrono::milliseconds>(utc.time_since_epoch());
}

}  // namespace

store::~store() {
  std::error_code ignored;
  if (temporary_ && !folder_.empty()) fs::remove_all(folder_, ignored);
}

fs::path const& store::folder() {
  if (!made_) make_folders();
  return folder_;
}

void store::make_folders() {
  made_ = true;
  if (folder_.empty()) {
    temporary_ = true;
    folder_ = temporary_folder();
  }
  std::error_code failed;
  bool const fresh = !fs::exists(path_of(file_type::procedure), failed);
  for (auto const one : folders) fs::create_directories(path_of(one), failed);
  if (!fresh) return;
  for (auto const& one : example_procedures()) write(file_type::procedure, one.file, one.text);
}

fs::path store::path_of(file_type in) {
  if (in == file_type::event_log) return folder();
  return folder() / cyclers::maccor::text_of(in);
}

std::vector<file_entry> store::list(file_type in) {
  std::vector<file_entry> all;
  std::error_code failed;
  for (auto const& one : fs::directory_iterator(path_of(in), failed)) {
    auto name = one.path().filename().string();
    if (!one.is_regular_file(failed) || !belongs(in, name)) continue;
    auto const size = static_cast<std::int64_t>(one.file_size(failed));
    all.push_back({std::move(name), size, since_1970(one.last_write_time(failed))});
  }
  std::ranges::sort(all, {}, &file_entry::name);
  return all;
}

std::optional<std::string> store::find(file_type in, std::string_view name) {
  if (!belongs(in, name)) return {};
  std::error_code failed;
  if (fs::is_regular_file(path_of(in) / name, failed)) return std::string(name);
  for (auto& one : list(in))
    if (same_name(one.name, name)) return std::move(one.name);
  return {};
}

std::optional<std::string> store::find_stem(file_type in, std::string_view name) {
  for (auto& one : list(in))
    if (same_name(stem(one.name), name)) return std::move(one.name);
  return {};
}

std::optional<std::string> store::read(file_type in, std::string_view name) {
  auto const known = find(in, name);
  if (!known) return {};
  std::ifstream file(path_of(in) / *known, std::ios::binary);
  if (!file) return {};
  return std::string(std::istreambuf_iterator<char>(file), {});
}

bool store::write(file_type in, std::string_view name, std::string_view bytes) {
  if (!belongs(in, name)) return false;
  auto const path = path_of(in) / find(in, name).value_or(std::string(name));
  auto const draft = path_of(in) / ("~" + std::string(name) + ".part");
  std::ofstream file(draft, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  std::error_code failed;
  if (file) fs::rename(draft, path, failed);
  if (file && !failed) return true;
  fs::remove(draft, failed);
  return false;
}

bool store::append(file_type in, std::string_view name, std::string_view bytes) {
  if (!belongs(in, name)) return false;
  std::ofstream file(path_of(in) / name, std::ios::binary | std::ios::app);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  return static_cast<bool>(file);
}

bool store::remove(file_type in, std::string_view name) {
  std::error_code failed;
  return belongs(in, name) && fs::remove(path_of(in) / name, failed);
}

bool store::move(file_type from, std::string_view name, file_type to, std::string_view as) {
  if (!belongs(from, name) || !belongs(to, as)) return false;
  std::error_code failed;
  fs::rename(path_of(from) / name, path_of(to) / as, failed);
  return !failed;
}

}  // namespace sim::mac
