#pragma once

#include <atomic>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/intrusive/list.hpp>
#include <cstdint>
#include <mutex>
#include <utility>

#include "sockio/error.hpp"
#include "sockio/result.hpp"
#include "sockio/time.hpp"

namespace sockio {

/// Lets one operation in at a time, first come, first served, from any thread.
///
/// A waiter is handed the gate by the one who leaves, so nobody can overtake it. Waiting ends early
/// at a deadline or by cancellation; a waiter that goes away, even with its coroutine, leaves no
/// trace.
template <class Clock>
class gate {
  using timer = boost::asio::basic_waitable_timer<Clock>;
  /// Tells those who enter and leave whether they can do so without the lock.
  enum class state : std::uint8_t { free, taken, awaited };
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
      auto found = state::free;
      inside_ = gate_.state_.compare_exchange_strong(found, state::taken);
      return inside_;
    }

    /// Waits for the gate. Returns: errc::timed_out after the deadline, errc::cancelled when
    /// cancelled, which may be inside already.
    awaitable<error_code> enter(time_point deadline) {
      timer alarm(co_await boost::asio::this_coro::executor, deadline);
      {
        std::lock_guard lock(gate_.mutex_);
        inside_ = gate_.enter_or_announce();
        if (inside_) co_return error_code{};
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
      if (!std::exchange(inside_, false)) return;
      auto found = state::taken;
      if (!gate_.state_.compare_exchange_strong(found, state::free)) gate_.pass_on();
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

 private:
  /// Enters when the gate is free; otherwise tells who leaves to look for a waiter.
  bool enter_or_announce() {
    auto found = state::free;
    while (!state_.compare_exchange_weak(found,
                                         found == state::free ? state::taken : state::awaited)) {
    }
    return found == state::free;
  }

  void pass_on() {
    std::lock_guard lock(mutex_);
    if (queue_.empty()) {
      state_ = state::free;
      return;
    }
    waiter& next = queue_.front();
    queue_.pop_front();
    if (queue_.empty()) state_ = state::taken;
    next.granted = true;
    // Not cancel(): that would miss a waiter which has not begun to wait yet.
    next.alarm->expires_at(time_point::min());
  }

  std::mutex mutex_;
  boost::intrusive::list<waiter> queue_;
  std::atomic<state> state_ = state::free;
};

}  // namespace sockio
