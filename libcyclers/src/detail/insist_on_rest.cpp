#include "detail/insist_on_rest.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cyclers::detail {

sockio::awaitable<std::optional<std::string>> insist_on_rest(rest_attempt try_it,
                                                             sockio::duration within,
                                                             time_source const& time, alarm& bell) {
  static constexpr sockio::duration pause = std::chrono::milliseconds(250);
  auto const late = sockio::after(time.now(), within);
  std::string story;
  while (!co_await try_it(story)) {
    if (time.now() >= late) co_return story;
    auto const next = std::min(late, time.now() + pause);
    while (time.now() < next) co_await bell.wait_until(next);
  }
  co_return std::nullopt;
}

sockio::context not_at_rest(sockio::duration within, std::string_view story,
                            std::string_view endpoint, int channel) {
  sockio::context what;
  what.problem = fmt::format(
      "THE CHANNEL MAY STILL CARRY CURRENT: it could not be shown to be at rest within {}: {}",
      sockio::spoken(within), story);
  what.advice = fmt::format("go to the cycler at {} and look at channel {}; stop it there by hand",
                            endpoint, channel);
  return what;
}

}  // namespace cyclers::detail
