#include "sim/node.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace sim {

std::string config_error::text() const {
  std::string_view const name = file.empty() ? "configuration" : std::string_view(file);
  return line > 0 ? fmt::format("{}:{}: {}", name, line, what) : fmt::format("{}: {}", name, what);
}

void throw_exception_from_error(config_error const& error, boost::source_location const&) {
  throw std::invalid_argument(error.text());
}

node const* node::find(std::string_view key) const noexcept {
  auto const found = std::ranges::find(entries, key, &entry::key);
  return found == entries.end() ? nullptr : &found->value;
}

node const* node::at(std::string_view path) const noexcept {
  node const* here = this;
  while (here != nullptr) {
    auto const dot = path.find('.');
    here = here->find(path.substr(0, dot));
    if (dot == path.npos) return here;
    path.remove_prefix(dot + 1);
  }
  return nullptr;
}

void node::set(std::string_view path, std::string_view value) {
  node* here = this;
  for (;;) {
    auto const dot = path.find('.');
    auto const key = path.substr(0, dot);
    here->what = kind::map;
    auto found = std::ranges::find(here->entries, key, &entry::key);
    if (found == here->entries.end()) {
      here->entries.push_back({std::string(key), 0, {}});
      found = std::prev(here->entries.end());
    }
    here = &found->value;
    if (dot == path.npos) break;
    path.remove_prefix(dot + 1);
  }
  here->what = kind::scalar;
  here->text = value;
}

}  // namespace sim
