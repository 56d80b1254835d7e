#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <optional>
#include <utility>

#include "sockio/result.hpp"
#include "sockio/time.hpp"

namespace sockio::detail {

/// Rings when a deadline passes, and costs next to nothing when it does not.
///
/// Setting a timer and cancelling it are system calls, and nearly every deadline is met. So the
/// timer of a deadline that was met goes on; the next deadline, which is later, finds it running,
/// and when it goes off too early it is set again. A timer that nobody waits for must not keep
/// run() of the user's io_context from returning: it is left out of the count of work meanwhile.
/// That is safe only in a handler of that io_context, which counts itself; anywhere else the timer
/// is cancelled. The owner makes every call under its lock.
template <class Clock>
class alarm {
  using io_executor = boost::asio::io_context::executor_type;

 public:
  explicit alarm(boost::asio::any_io_executor const& executor) : timer_(executor) {
    if (auto const* const io = executor.template target<io_executor>()) io_ = *io;
  }
  alarm(alarm const&) = delete;
  alarm& operator=(alarm const&) = delete;
  ~alarm() { count(); }

  /// Sets the deadline. Returns whether start() has to follow.
  bool set(time_point until) {
    if (until == time_point::max()) {
      clear();
      return false;
    }
    until_ = until;
    count();
    return wanted();
  }

  /// Starts the timer; `ring(serial)` is called when it goes off.
  template <class Ring>
  void start(Ring ring) {
    rings_ = until_;
    timer_.expires_at(until_);
    timer_.async_wait([ring = std::move(ring), serial = ++serial_](error_code ec) mutable {
      if (!ec) ring(serial);
    });
  }

  /// Takes the deadline back.
  void clear() {
    until_ = time_point::max();
    if (rings_ == time_point::max()) return;
    if (io_ && io_->running_in_this_thread()) return leave_out();
    count();
    ++serial_;
    rings_ = time_point::max();
    timer_.cancel();
  }

  /// Tells, once the timer has gone off, whether the deadline has passed; if not, start() has to
  /// follow when one is wanted().
  bool passed(std::uint64_t serial) {
    if (serial != serial_) return false;
    count();
    rings_ = time_point::max();
    return until_ <= Clock::now();
  }
  /// Tells whether there is a deadline that the timer would miss.
  bool wanted() const { return until_ < rings_; }

 private:
  void count() {
    if (std::exchange(left_out_, false)) io_->on_work_started();
  }
  void leave_out() {
    if (!std::exchange(left_out_, true)) io_->on_work_finished();
  }

  boost::asio::basic_waitable_timer<Clock> timer_;
  std::optional<io_executor> io_;
  time_point until_ = time_point::max();  ///< The deadline.
  time_point rings_ = time_point::max();  ///< When the timer goes off.
  std::uint64_t serial_ = 0;
  bool left_out_ = false;  ///< The timer goes on, but counts as no work.
};

}  // namespace sockio::detail
