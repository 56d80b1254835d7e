#include "maccor_twin/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

namespace sim::mac {
namespace {

using cycler::extension;
using cyclers::maccor::file_type;

bool is_number(std::string_view dotted) {
  return dotted.size() > 1 &&
         std::ranges::all_of(dotted.substr(1), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_any(std::string_view dotted, std::initializer_list<std::string_view> known) {
  return std::ranges::any_of(known, [&](auto one) { return same_name(dotted, one); });
}

}  // namespace

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
