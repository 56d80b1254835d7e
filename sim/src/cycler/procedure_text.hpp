#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cycler/procedure.hpp"
#include "cycler/quantity_text.hpp"

namespace sim::cycler {

/// Is what the readers of the parts of a procedure have in common: numbers of the named steps, the
/// VARs that there are, the words of a message. Readers throw config_error.
struct reading {
  int most_variable = 15;
  std::map<std::string, std::size_t, std::less<>> numbers{};
  std::size_t steps = 0;
  record_rule record{};
  std::string where{};  ///< Ends a message, e.g. "step 3 (charge)".

  [[noreturn]] void fail(int line, std::string what) const;
  /// Fails for the first key that is none of the known ones, with the nearest of these.
  void check_keys(node const& map, std::vector<std::string> const& known) const;
  /// Reads a value; `key` is for the message.
  amount number(node const& value, std::string_view key, dimension of) const;
  /// Reads a value that is more than zero, unless a VAR gives it.
  amount positive(node const& value, std::string_view key, dimension of) const;
  /// Reads a step's name or number.
  std::size_t step_number(node const& value, std::string_view key) const;
};

/// Tells which side of a bound each quantity ends a step on, if it needs no word.
enum class step_kind { rest, charge, discharge, hold, jump };

drive read_drive(reading const& of, node const& map, step_kind kind);
std::vector<condition> read_conditions(reading const& of, node const& value, std::string_view key,
                                       step_kind kind);
record_rule read_record(reading const& of, node const& map);

std::vector<std::string> drive_keys(step_kind kind);
std::vector<std::string> condition_keys();
std::vector<std::string> record_keys();

}  // namespace sim::cycler
