#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "cryocon/channel.hpp"
#include "cryocon/curve.hpp"
#include "cryocon/data_log.hpp"
#include "cryocon/date_time.hpp"
#include "cryocon/enums.hpp"
#include "cryocon/pid_table.hpp"
#include "cryocon/temperature.hpp"

namespace cryocon {

/// Holds a choice of an enumeration that is known at run time only.
struct choice {
  int code = -1;     ///< The enumerator, -1 for a text that the table does not have.
  std::string text;  ///< The text, as it came when unknown.

  friend bool operator==(choice const&, choice const&) = default;
};

/// Holds a value of any property.
using value = std::variant<std::monostate, bool, std::int64_t, double, std::string, choice, reading,
                           temperature, date, time_of_day, channel, curve, pid_table, log_records>;

/// Returns the number of a value that is one.
std::optional<double> number_of(value const& what);

/// Returns a value as a person would read it, e.g. "77.35 K", "ON", "HI".
std::string to_text(value const& what);

}  // namespace cryocon
