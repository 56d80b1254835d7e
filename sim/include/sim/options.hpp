#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "sim/device.hpp"
#include "sim/node.hpp"

namespace sim {

/// Names what the value of an option can be.
enum class value_type {
  boolean,  ///< on, off, true, false, yes, no, 1, 0
  integer,
  number,
  text,
  word,    ///< One of the words of the option, in any letter case.
  span,    ///< A duration: 20ms, 1.5 s, 2 min; a bare number is in seconds.
  nested,  ///< Keys and values, or a list of them, with a table of their own.
};

/// Declares one option: what it may hold, what it is without, and one sentence for the user.
struct option_spec {
  /// Keys joined by dots; the key `*` stands for any, `{A,B,C,D}` for one of these:
  /// "channels.{A,B,C,D}.unit".
  std::string path;
  value_type type = value_type::text;
  std::string
      otherwise{};  ///< The value when it is left out, as a user would write it; empty for none.
  std::string doc{};
  std::vector<std::string> words{};  ///< What a word can be.
  double least = -std::numeric_limits<double>::infinity();
  double most = std::numeric_limits<double>::infinity();
};

/// Says what an option accepts, for a person: "integer from 1 to 64", "one of K, C, F, S".
std::string accepted(option_spec const& spec);

/// Holds options that were checked against a table; what was left out has the value of the call.
class options {
 public:
  options() = default;
  explicit options(node tree) : tree_(std::move(tree)) {}

  /// Tells whether the file gives the option.
  bool has(std::string_view path) const noexcept { return tree_.at(path) != nullptr; }
  bool boolean(std::string_view path, bool otherwise) const;
  std::int64_t integer(std::string_view path, std::int64_t otherwise) const;
  double number(std::string_view path, double otherwise) const;
  duration span(std::string_view path, duration otherwise) const;
  /// Returns a text, or a word in the spelling of the table.
  std::string text(std::string_view path, std::string_view otherwise) const;
  /// Returns the keys of the map at a path in the order of the file; none when there is no map.
  std::vector<std::string> keys(std::string_view path) const;
  /// Returns the line of the option in its file, 0 when it was left out.
  int line(std::string_view path) const noexcept;

  node const& tree() const noexcept { return tree_; }

 private:
  node tree_;
};

/// Checks a map against a table of options; words come out in the spelling of the table.
///
/// `where` ends the messages, e.g. "device 'cryo2'". Errors: unknown key (with the nearest known
/// one), wrong value.
config_result<options> check_options(node const& map, std::vector<option_spec> const& table,
                                     std::string_view where);

}  // namespace sim
