#include "cyclers/arbin/channel_number.hpp"

#include <fmt/format.h>

#include <sockio/failure.hpp>

namespace cyclers::arbin {

void channel_number::refuse(int number) {
  throw sockio::failure(
      sockio::errc::bad_value,
      {.device = "arbin",
       .problem =
           fmt::format("there is no channel {}: channels count from 1 to {}", number, highest)});
}

}  // namespace cyclers::arbin
