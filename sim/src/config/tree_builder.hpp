#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/node.hpp"

namespace sim::config {

/// Builds a tree from the events of a parser and keeps it within bounds. Throws config_error.
class tree_builder {
 public:
  explicit tree_builder(std::string_view file) : file_(file) {}

  void key(std::string_view name, int line);
  void scalar(std::string_view text, int line);
  void nothing(int line);
  void begin(node::kind what, int line);
  /// Ends the innermost list or map and returns it as it now stands in the tree.
  node const& end();
  /// Adds a whole tree that was built before.
  void copy(node const& value, int line);

  bool in_map() const { return !open_.empty() && open_.back().is_map(); }
  bool expects_key() const { return in_map() && !has_key_.back(); }
  node take() { return std::move(root_); }
  [[noreturn]] void fail(int line, std::string what) const;

 private:
  node const& add(node value);
  void count(std::size_t more, int line);

  std::string file_;
  node root_;
  std::vector<node> open_;
  std::vector<bool> has_key_;
  std::size_t nodes_ = 0;
};

}  // namespace sim::config
