#pragma once

#include <vector>

#include "cryocon/date_time.hpp"
#include "cryocon/temperature.hpp"

namespace cryocon {

/// Is one record of the data log (guide p. 113).
struct log_record {
  int number = 0;
  cryocon::date date{};
  time_of_day time{};
  std::vector<reading> inputs;  ///< In the order of the channels, in display units.

  friend bool operator==(log_record const&, log_record const&) = default;
};

/// Holds the records of the log buffer, in the order in which they came.
using log_records = std::vector<log_record>;

}  // namespace cryocon
