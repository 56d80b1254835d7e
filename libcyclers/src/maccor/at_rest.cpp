#include "maccor/at_rest.hpp"

#include <fmt/format.h>

#include <cmath>

#include "cyclers/maccor/readings.hpp"

namespace cyclers::maccor::detail {

bool is_at_rest(messages::full_status::reply const& status, ampere most) {
  auto const what = activity_of(status.status);
  // A channel that the tester cannot reach shows nothing that could be relied on.
  bool const known = what != activity::unavailable;
  return known && without_current(what) && std::abs(status.current) <= most.value;
}

std::string what_it_shows(messages::full_status::reply const& status) {
  return fmt::format("the tester shows '{}' with {} A", status_text(status.status),
                     std::abs(status.current));
}

}  // namespace cyclers::maccor::detail
