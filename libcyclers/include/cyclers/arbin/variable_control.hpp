#pragma once

#include <functional>
#include <memory>
#include <sockio/time.hpp>

#include "cyclers/arbin/channel_number.hpp"
#include "cyclers/arbin/session.hpp"
#include "cyclers/closed_loop.hpp"

namespace cyclers::arbin {

/// Steers a running test by one of its meta variables, for
/// cyclers::closed_loop(channel.variable(3), ...).
///
/// To bring it to rest is to stop the test, and to see that it has ended.
class variable_control {
 public:
  /// Errors: throws sockio::errc::bad_value for a number outside of 1 to 16.
  variable_control(std::shared_ptr<session> core, channel_number channel, int number);

  awaitable<void> actuate(sockio::duration period, loop_limits const& limits,
                          std::function<awaitable<void>(actuator&)> const& body) const;

 private:
  std::shared_ptr<session> core_;
  channel_number channel_;
  int number_;
};

}  // namespace cyclers::arbin
