#pragma once

#include <functional>
#include <memory>
#include <string>

#include "cyclers/closed_loop.hpp"
#include "cyclers/maccor/direct_control.hpp"

namespace cyclers::maccor {

/// Puts a channel under direct control with limits and options of one's own, for
/// cyclers::closed_loop(channel.direct(limits, options), ...).
class direct_loop {
 public:
  direct_loop(std::shared_ptr<session> core, channel_number channel, direct_limits const& limits,
              direct_options const& options);

  /// Gives the loop a period and max_age to be heard of again, or direct_options::stuck_after when
  /// that is longer.
  awaitable<void> actuate(sockio::duration period, loop_limits const& limits,
                          std::function<awaitable<void>(actuator&)> const& body) const;

 private:
  std::shared_ptr<session> core_;
  channel_number channel_;
  direct_limits limits_;
  direct_options options_;
  std::string name_;
};

namespace detail {
/// Makes the limits of direct control of those of a loop.
direct_limits limits_of(loop_limits const& limits);
}  // namespace detail

}  // namespace cyclers::maccor
