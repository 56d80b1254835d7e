#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/intrusive/list.hpp>
#include <mutex>

#include "sockio/error.hpp"
#include "sockio/result.hpp"
#include "sockio/time.hpp"

namespace sockio::detail {

/// Lets one operation in at a time, first come, first served, from any thread.
///
/// A waiter is handed the gate by the one who leaves, so nobody can overtake it. Waiting ends early
/// at a deadline or by cancellation; a waiter that goes away, even with its coroutine, leaves no
/// trace.
template <class Clock>
class gate {
  using timer = boost::asio::basic_waitable_timer<Clock>;
  struct waiter : boost::intrusive::list_base_hook<> {
    bool granted = false;
    timer* alarm = nullptr;
  };

 public:
  /// Is one operation's place at the gate; leaves when destroyed.
  class turn {
   public:
    explicit turn(gate& of) : gate_(of) {}
    turn(turn const&) = delete;
    turn& operator=(turn const&) = delete;
    ~turn() { leave(); }

    /// Enters at once when nobody is inside or waiting.
    bool try_enter() {
      std::lock_guard lock(gate_.mutex_);
      if (gate_.taken_) return false;
      gate_.taken_ = inside_ = true;
      return true;
    }

    /// Waits for the gate. Returns: errc::timed_out after the deadline, errc::cancelled when
    /// cancelled, which may be inside already.
    awaitable<error_code> enter(time_point deadline) {
      timer alarm(co_await boost::asio::this_coro::executor, deadline);
      {
        std::lock_guard lock(gate_.mutex_);
        if (!gate_.taken_) {
          gate_.taken_ = inside_ = true;
          co_return error_code{};
        }
        place_.alarm = &alarm;
        gate_.queue_.push_back(place_);
      }
      // Leaves the queue even when this coroutine is destroyed while it waits.
      struct unqueue {
        turn& self;
        ~unqueue() { self.stop_waiting(); }
      };
      error_code ec;
      {
        unqueue guard{*this};
        std::tie(ec) = co_await boost::asio::async_initiate<
            boost::asio::as_tuple_t<boost::asio::deferred_t> const&, void(error_code)>(
            [this, &alarm](auto handler) {
              std::lock_guard lock(gate_.mutex_);
              if (place_.granted) alarm.expires_at(time_point::min());
              alarm.async_wait(std::move(handler));
            },
            waiting);
      }
      if (!inside_) co_return ec ? errc::cancelled : errc::timed_out;
      // The gate was handed over and the caller cancelled at the same moment: do not begin.
      auto const state = co_await boost::asio::this_coro::cancellation_state;
      bool const cancelled = state.cancelled() != boost::asio::cancellation_type::none;
      co_return cancelled ? make_error_code(errc::cancelled) : error_code{};
    }

    /// Tells whether this place is inside.
    bool inside() const noexcept { return inside_; }

    /// Leaves and hands the gate to the first who waits.
    void leave() {
      std::lock_guard lock(gate_.mutex_);
      if (!inside_) return;
      inside_ = false;
      gate_.pass_on();
    }

   private:
    static constexpr auto waiting = boost::asio::as_tuple(boost::asio::deferred);

    void stop_waiting() {
      std::lock_guard lock(gate_.mutex_);
      place_.alarm = nullptr;
      if (place_.granted) {
        inside_ = true;
      } else {
        gate_.queue_.erase(gate_.queue_.iterator_to(place_));
      }
    }

    gate& gate_;
    waiter place_;
    bool inside_ = false;
  };

  /// Tells whether somebody waits.
  bool contended() const {
    std::lock_guard lock(mutex_);
    return !queue_.empty();
  }

 private:
  void pass_on() {
    if (queue_.empty()) {
      taken_ = false;
      return;
    }
    waiter& next = queue_.front();
    queue_.pop_front();
    next.granted = true;
    // Not cancel(): that would miss a waiter which has not begun to wait yet.
    next.alarm->expires_at(time_point::min());
  }

  mutable std::mutex mutex_;
  boost::intrusive::list<waiter> queue_;
  bool taken_ = false;
};

}  // namespace sockio::detail
