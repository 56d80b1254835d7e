#pragma once

#include <functional>
#include <memory>
#include <sockio/blocking.hpp>
#include <utility>

namespace servers {

/// Is a device whose attributes are watched for events.
class watched {
 public:
  watched() = default;
  watched(watched const&) = delete;
  watched& operator=(watched const&) = delete;
  virtual ~watched() = default;

  /// Returns what reads the device once, or nothing when there is nothing to watch; called by the
  /// thread of events. What it returns owns all that it uses: the device may be gone by then.
  virtual std::function<sockio::awaitable<void>()> poll() = 0;
  /// Pushes what the last poll found, or why it found nothing; called by the thread of events.
  virtual void push() = 0;
};

/// Lets Tango's threads and the drivers' coroutines live together: one thread runs the drivers'
/// event loop, another one polls the watched devices and pushes their events.
///
/// The event loop never waits for a lock of Tango's, so that a thread of Tango's may hold one while
/// it waits for the loop.
class engine {
 public:
  /// Starts the threads. One engine lives in a process.
  engine();
  /// Ends all calls under way, and the threads.
  ~engine();
  engine(engine const&) = delete;
  engine& operator=(engine const&) = delete;

  /// Returns the engine of this process.
  static engine& instance();

  boost::asio::any_io_executor executor() { return runtime_->executor(); }

  /// Runs an operation on the event loop and waits for it, as long as its deadline lets it.
  template <class T>
  T run(sockio::awaitable<T> operation) {
    return runtime_->run(std::move(operation));
  }

  /// Polls a device at a period from now on, which replaces the one that it had.
  void watch(watched& what, sockio::duration period);
  /// Returns once nothing uses the device any more.
  void forget(watched& what);

 private:
  class pump;

  std::shared_ptr<sockio::blocking::runtime> runtime_;
  sockio::blocking::runtime::server serving_;
  std::unique_ptr<pump> pump_;
};

}  // namespace servers
