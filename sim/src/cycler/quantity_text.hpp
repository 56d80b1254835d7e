#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cycler/procedure.hpp"

namespace sim::cycler {

/// Names what a number of a procedure measures.
enum class dimension {
  time,
  voltage,
  current,
  rate,
  power,
  resistance,
  capacity,
  energy,
  temperature,
  count,
  number,
};

/// Reads an amount: "4.2 V", "500 mA", "C/20", "10 min", "VAR3"; a bare number is in the base unit.
///
/// Returns nothing when it is none, or its VAR is past `most_variable`.
std::optional<amount> read_amount(std::string_view text, dimension of, int most_variable);

/// Returns what an amount looks like, for a message: "a voltage such as 4.2 V, 4200 mV or VAR1".
std::string_view looks(dimension of);

/// Reads "VAR1" or "MV_UD1" to the last one, in any letter case; nothing when it is something else.
std::optional<int> read_variable(std::string_view text, int most_variable);

/// Takes "above", "below", ">", ">=", "<" or "<=" off the front of a bound.
///
/// Returns whether it says above; nothing when it says neither.
std::optional<bool> take_side(std::string_view& text);

}  // namespace sim::cycler
