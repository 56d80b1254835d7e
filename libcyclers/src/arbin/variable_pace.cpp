#include "arbin/variable_pace.hpp"

#include <algorithm>
#include <boost/asio/this_coro.hpp>

namespace cyclers::arbin::detail {

/// Takes the channels when nothing speaks against it; returns when to look again otherwise.
std::optional<sockio::time_point> variable_pace::later(channel_list const& channels) {
  std::scoped_lock const lock(mutex_);
  auto const now = time_.now();
  auto from = now;
  for (auto const each : channels) {
    turn const& one = turns_[each];
    from = std::max(from, one.taken ? now + gap_ : one.next);
  }
  if (from > now) return from;
  for (auto const each : channels) turns_[each].taken = true;
  return std::nullopt;
}

sockio::awaitable<void> variable_pace::enter(channel_list const& channels) {
  auto const executor = co_await boost::asio::this_coro::executor;
  std::unique_ptr<alarm> bell;
  while (auto const when = later(channels)) {
    if (!bell) bell = time_.make_alarm(executor);
    co_await bell->wait_until(*when);
  }
}

void variable_pace::leave(channel_list const& channels) {
  std::scoped_lock const lock(mutex_);
  auto const next = time_.now() + gap_;
  for (auto const each : channels) turns_[each] = {false, next};
}

}  // namespace cyclers::arbin::detail
