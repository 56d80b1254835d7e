#include "config/tree_builder.hpp"

#include <fmt/format.h>

#include "config/parse.hpp"
#include "config/scalar.hpp"

namespace sim::config {
namespace {

std::size_t size_of(node const& tree) {
  std::size_t count = 1;
  for (auto const& item : tree.items) count += size_of(item);
  for (auto const& entry : tree.entries) count += size_of(entry.value);
  return count;
}

std::size_t depth_of(node const& tree) {
  std::size_t deepest = 0;
  for (auto const& item : tree.items) deepest = std::max(deepest, depth_of(item));
  for (auto const& entry : tree.entries) deepest = std::max(deepest, depth_of(entry.value));
  return deepest + 1;
}

node made(node::kind what, int line, std::string_view text = {}) {
  node value;
  value.what = what;
  value.line = line;
  value.text = text;
  return value;
}

}  // namespace

void tree_builder::fail(int line, std::string what) const {
  throw config_error{file_, line, std::move(what)};
}

void tree_builder::count(std::size_t more, int line) {
  nodes_ += more;
  if (nodes_ > most_nodes) fail(line, fmt::format("more than {} values", most_nodes));
}

void tree_builder::key(std::string_view name, int line) {
  auto& map = open_.back();
  for (auto const& entry : map.entries)
    if (entry.key == name)
      fail(line, fmt::format("key '{}' is given twice, first in line {}", shown(name), entry.line));
  count(1, line);
  map.entries.push_back({std::string(name), line, {}});
  has_key_.back() = true;
}

node const& tree_builder::add(node value) {
  if (open_.empty()) return root_ = std::move(value);
  auto& parent = open_.back();
  if (!parent.is_map()) return parent.items.emplace_back(std::move(value));
  has_key_.back() = false;
  return parent.entries.back().value = std::move(value);
}

void tree_builder::scalar(std::string_view text, int line) {
  if (expects_key()) return key(text, line);
  count(1, line);
  add(made(node::kind::scalar, line, text));
}

void tree_builder::nothing(int line) {
  if (expects_key()) fail(line, "a key is missing");
  count(1, line);
  add(made(node::kind::nothing, line));
}

void tree_builder::begin(node::kind what, int line) {
  if (expects_key()) fail(line, "a key must be one word");
  if (open_.size() >= most_depth) fail(line, fmt::format("more than {} levels deep", most_depth));
  count(1, line);
  open_.push_back(made(what, line));
  has_key_.push_back(false);
}

node const& tree_builder::end() {
  node done = std::move(open_.back());
  open_.pop_back();
  has_key_.pop_back();
  return add(std::move(done));
}

void tree_builder::copy(node const& value, int line) {
  if (expects_key()) {
    if (!value.is_scalar()) fail(line, "a key must be one word");
    return key(value.text, line);
  }
  if (open_.size() + depth_of(value) > most_depth)
    fail(line, fmt::format("more than {} levels deep", most_depth));
  count(size_of(value), line);
  add(value);
}

}  // namespace sim::config
