#include "maccor_twin/store.hpp"

#include <algorithm>
#include <array>

#include "cycler/example_procedures.hpp"
#include "maccor_twin/names.hpp"

namespace sim::mac {
namespace {

namespace fs = std::filesystem;
using cyclers::maccor::file_type;

constexpr std::array folders{file_type::active,        file_type::archive, file_type::procedure,
                             file_type::user_function, file_type::can,     file_type::fra,
                             file_type::waveform};

// The name that clients of the field have in their examples.
constexpr std::string_view test_procedure_1 = R"(name: test_procedure_1
description: a charge, a rest and a discharge
record: {time: 10 s}
steps:
  - charge: {rate: 0.5 C, voltage: 4.2 V, until: {current: C/20}}
  - rest: {until: {time: 10 min}}
  - discharge: {rate: 0.5 C, until: {voltage: 3.0 V}}
)";

}  // namespace

fs::path const& store::folder() {
  if (!made_) make_folders();
  return folder_.path();
}

void store::make_folders() {
  made_ = true;
  std::error_code failed;
  bool const fresh = !fs::exists(path_of(file_type::procedure), failed);
  for (auto const one : folders) fs::create_directories(path_of(one), failed);
  if (!fresh) return;
  for (auto const& one : cycler::example_procedures())
    write(file_type::procedure, std::string(one.name) + ".000", one.text);
  write(file_type::procedure, "test_procedure_1.000", test_procedure_1);
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
    all.push_back({std::move(name), size, cycler::changed_since_1970(one.path())});
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
  return cycler::read_whole(path_of(in) / *known);
}

bool store::write(file_type in, std::string_view name, std::string_view bytes) {
  if (!belongs(in, name)) return false;
  return cycler::write_whole(path_of(in) / find(in, name).value_or(std::string(name)), bytes);
}

bool store::append(file_type in, std::string_view name, std::string_view bytes) {
  return belongs(in, name) && cycler::append_to(path_of(in) / name, bytes);
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
