#pragma once

#include <atomic>
#include <boost/asio/wait_traits.hpp>

#include "sockio/time.hpp"

namespace test_support {

/// Is a clock that only moves when a test makes it jump.
struct virtual_clock {
  using duration = sockio::duration;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = sockio::time_point;
  static constexpr bool is_steady = true;

  static time_point now() noexcept { return time_point(duration(ticks.load())); }
  static void jump(duration ahead) { ticks += ahead.count(); }

  inline static std::atomic<rep> ticks = duration(std::chrono::hours(1)).count();
};

}  // namespace test_support

/// Lets every look at the event loop see to the timers, since they do not follow the wall.
template <>
struct boost::asio::wait_traits<test_support::virtual_clock> {
  static sockio::duration to_wait_duration(sockio::duration const&) { return {}; }
  static sockio::duration to_wait_duration(sockio::time_point const&) { return {}; }
};
