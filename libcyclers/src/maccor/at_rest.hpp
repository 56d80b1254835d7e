#pragma once

#include <memory>
#include <string>

#include "cyclers/maccor/messages/status.hpp"
#include "cyclers/maccor/session.hpp"
#include "cyclers/time_source.hpp"
#include "cyclers/units.hpp"
#include "detail/insist_on_rest.hpp"

namespace cyclers::maccor::detail {

/// Tells whether a status shows a channel that carries no current, at most `most` for its input.
bool is_at_rest(messages::full_status::reply const& status, ampere most);

/// Says what a status shows of that: "the tester shows 'Active, Charge' with 0.2 A".
std::string what_it_shows(messages::full_status::reply const& status);

/// Brings one channel to rest and makes sure of it, over whichever connection there is a reply on.
///
/// All of it may be repeated, which can do no harm. What an attempt found is told in a story.
class rest_maker {
 public:
  /// Asks first in the form `first`; an input shows at most `most` when no current flows.
  rest_maker(std::shared_ptr<session> core, channel_number channel, form first, ampere most)
      : core_(std::move(core)), channel_(channel), first_(first), most_(most) {}

  /// Tells whether the tester shows the channel at rest.
  awaitable<bool> is_shown(std::string& story) const;
  /// Suspends the channel, and tells whether it is at rest then.
  awaitable<bool> by_suspending(std::string& story) const;

  using attempt = cyclers::detail::rest_attempt;
  /// Tries until an attempt has succeeded. Errors: throws errc::rest_not_verified.
  awaitable<void> insist(attempt try_it, sockio::duration within, time_source const& time,
                         alarm& bell) const;

 private:
  std::shared_ptr<session> core_;
  channel_number channel_;
  form first_;
  ampere most_;
};

}  // namespace cyclers::maccor::detail
