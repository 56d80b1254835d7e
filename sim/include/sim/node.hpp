#pragma once

#include <boost/system/result.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

/// Says what is wrong with a configuration and where.
struct config_error {
  std::string file;  ///< As the user named it; may be empty.
  int line = 0;      ///< From 1; 0 when no line is to blame.
  std::string what;

  /// Returns the error as one line: "lab.yml:12: unknown key ...".
  std::string text() const;
};

template <class T>
using config_result = boost::system::result<T, config_error>;

/// Lets config_result<T>::value() throw std::invalid_argument with the error as its text.
[[noreturn]] void throw_exception_from_error(config_error const& error,
                                             boost::source_location const&);

/// Is one place in a configuration, whatever the language that it was written in; knows its line.
///
/// All scalars are text: whether `4` is a number or a name is for the table of options to say.
class node {
 public:
  enum class kind { nothing, scalar, list, map };

  struct entry;

  kind what = kind::nothing;
  int line = 0;
  std::string text;            ///< Of a scalar.
  std::vector<node> items;     ///< Of a list.
  std::vector<entry> entries;  ///< Of a map, in the order of the file.

  bool is_scalar() const noexcept { return what == kind::scalar; }
  bool is_list() const noexcept { return what == kind::list; }
  bool is_map() const noexcept { return what == kind::map; }

  /// Returns the value of a map's key, or nullptr.
  node const* find(std::string_view key) const noexcept;
  /// Returns the value at a path of keys joined by dots, e.g. "channels.A.unit", or nullptr.
  node const* at(std::string_view path) const noexcept;
  /// Puts a scalar at a path of keys joined by dots, and the maps that lead to it.
  void set(std::string_view path, std::string_view value);
};

struct node::entry {
  std::string key;
  int line = 0;
  node value;
};

}  // namespace sim
