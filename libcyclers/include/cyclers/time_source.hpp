#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <memory>
#include <sockio/result.hpp>
#include <sockio/time.hpp>

namespace cyclers {

/// Lets one coroutine wait for a moment or for being woken. Used from one strand only.
class alarm {
 public:
  alarm() = default;
  alarm(alarm const&) = delete;
  alarm& operator=(alarm const&) = delete;
  virtual ~alarm() = default;

  /// Waits until the moment has come, somebody wakes it, or the caller is cancelled.
  virtual sockio::awaitable<void> wait_until(sockio::time_point when) = 0;
  virtual void wake() = 0;
};

/// Tells the time and makes alarms; a test injects one of its own.
class time_source {
 public:
  time_source() = default;
  time_source(time_source const&) = delete;
  time_source& operator=(time_source const&) = delete;
  virtual ~time_source() = default;

  virtual sockio::time_point now() const = 0;
  virtual std::chrono::system_clock::time_point utc() const {
    return std::chrono::system_clock::now();
  }
  virtual std::unique_ptr<alarm> make_alarm(boost::asio::any_io_executor executor) const = 0;

  /// Returns the clock of the wall, on which deadlines run.
  static time_source const& steady();
};

}  // namespace cyclers
