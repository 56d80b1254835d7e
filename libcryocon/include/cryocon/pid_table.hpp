#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cryocon/channel.hpp"
#include "cryocon/enums.hpp"

namespace cryocon {

/// Is one zone of a PID table.
struct pid_zone {
  double set_point = 0;  ///< In display units of the source.
  double p = 0;          ///< Without unit.
  double i = 0;          ///< In seconds.
  double d = 0;          ///< In inverse seconds.
  heater_range range = heater_range::low;
  std::optional<channel> source;  ///< None for "Default": the loop's own source.

  friend bool operator==(pid_zone const&, pid_zone const&) = default;
};

/// Holds a table of gains over set points (guide p. 110-111).
struct pid_table {
  pid_table() = default;
  pid_table(std::string its_name, std::vector<pid_zone> its_zones)
      : name(std::move(its_name)), zones(std::move(its_zones)) {}

  std::string name;             ///< At most 16 characters.
  std::vector<pid_zone> zones;  ///< At most 16.

  friend bool operator==(pid_table const&, pid_table const&) = default;
};

}  // namespace cryocon
