#include "cyclers/maccor/channel_number.hpp"

#include <fmt/format.h>

#include <sockio/failure.hpp>

namespace cyclers::maccor {

void channel_number::refuse(int number) {
  throw sockio::failure(
      sockio::errc::bad_value,
      {.device = "maccor",
       .problem = fmt::format("{} is no channel: they count from 1 to {}", number, highest)});
}

}  // namespace cyclers::maccor
