#include "maccor_twin/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

namespace sim::mac {
namespace {

using cyclers::maccor::file_type;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool allowed(char c) {
  constexpr std::string_view forbidden = "\\/:*?\"<>|";
  return c >= ' ' && c <= '~' && forbidden.find(c) == forbidden.npos;
}

std::string_view extension(std::string_view file) { return file.substr(stem(file).size()); }

bool is_number(std::string_view dotted) {
  return dotted.size() > 1 &&
         std::ranges::all_of(dotted.substr(1), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_any(std::string_view dotted, std::initializer_list<std::string_view> known) {
  return std::ranges::any_of(known, [&](auto one) { return same_name(dotted, one); });
}

// Windows takes these for devices, whatever the extension.
bool is_reserved(std::string_view name) {
  auto const first = name.substr(0, name.find('.'));
  return is_any(first, {"CON", "PRN", "AUX", "NUL"});
}

}  // namespace

bool same_name(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

std::string_view stem(std::string_view file) { return file.substr(0, file.rfind('.')); }

bool is_file_name(std::string_view name) {
  constexpr std::size_t longest = 255;
  if (name.empty() || name.size() > longest || !std::ranges::all_of(name, allowed)) return false;
  bool const bare =
      name.front() != ' ' && name.front() != '.' && name.back() != ' ' && name.back() != '.';
  return bare && !is_reserved(name);
}

bool belongs(file_type in, std::string_view name) {
  if (!is_file_name(name) || stem(name).empty()) return false;
  auto const end = extension(name);
  switch (in) {
    case file_type::active:
    case file_type::archive:
      return is_number(end);
    case file_type::procedure:
      return is_any(end, {".000", ".999"});
    case file_type::user_function:
      return is_any(end, {".dll"});
    case file_type::can:
      return is_any(end, {".can", ".dbc"});
    case file_type::fra:
      return is_any(end, {".fra", ".modulab"});
    case file_type::waveform:
      return is_any(end, {".mwf"});
    case file_type::event_log:
      return same_name(name, "SysEvent.log");
  }
  return false;
}

std::string data_file_name(std::string_view test, int channel) {
  return fmt::format("{}.{:03}", test, channel);
}

}  // namespace sim::mac
