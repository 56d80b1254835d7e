#include "cycler/file_names.hpp"

#include <algorithm>
#include <array>

#include "config/scalar.hpp"

namespace sim::cycler {
namespace {

bool allowed(char c, alphabet of) {
  constexpr std::string_view forbidden = "\\/:*?\"<>|";
  if (static_cast<unsigned char>(c) >= 0x80) return of == alphabet::unicode;
  return c >= ' ' && c <= '~' && forbidden.find(c) == forbidden.npos;
}

// Windows takes these for devices, whatever the extension.
bool is_reserved(std::string_view name) {
  constexpr std::array<std::string_view, 4> devices{"CON", "PRN", "AUX", "NUL"};
  auto const first = name.substr(0, name.find('.'));
  return std::ranges::any_of(devices, [&](auto one) { return same_name(first, one); });
}

}  // namespace

bool same_name(std::string_view a, std::string_view b) { return config::same_word(a, b); }

std::string_view stem(std::string_view file) { return file.substr(0, file.rfind('.')); }

std::string_view extension(std::string_view file) { return file.substr(stem(file).size()); }

bool is_file_name(std::string_view name, alphabet of) {
  constexpr std::size_t longest = 255;
  bool const fits = !name.empty() && name.size() <= longest &&
                    std::ranges::all_of(name, [&](char c) { return allowed(c, of); });
  if (!fits) return false;
  bool const bare =
      name.front() != ' ' && name.front() != '.' && name.back() != ' ' && name.back() != '.';
  return bare && !is_reserved(name);
}

}  // namespace sim::cycler
