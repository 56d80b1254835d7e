#pragma once

#include <gtest/gtest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <utility>

#include "sockio/result.hpp"

namespace test_support {

/// Is an operation that was started and may be looked at, cancelled and asked how it ended.
template <class T>
class running {
 public:
  running(boost::asio::any_io_executor const& executor, sockio::awaitable<T> operation)
      : state_(std::make_shared<state>()) {
    boost::asio::co_spawn(executor, keep(std::move(operation), state_),
                          boost::asio::bind_cancellation_slot(
                              state_->stop.slot(), [kept = state_](std::exception_ptr) {}));
  }

  bool done() const { return state_->outcome.has_value(); }
  void cancel() { state_->stop.emit(boost::asio::cancellation_type::terminal); }
  sockio::result<T> const& outcome() const {
    static sockio::result<T> const none{
        boost::system::in_place_error,
        sockio::failure(sockio::errc::bad_value,
                        {.problem = "(the operation is still under way)"})};
    return done() ? *state_->outcome : none;
  }
  T value() const { return outcome().value(); }
  sockio::error_code error() const {
    return outcome().has_error() ? outcome().error().code() : sockio::error_code{};
  }
  std::string story() const {
    return outcome().has_error() ? outcome().error().what() : "(it succeeded)";
  }

 private:
  struct state {
    boost::asio::cancellation_signal stop;
    std::optional<sockio::result<T>> outcome;
  };
  static sockio::awaitable<void> keep(sockio::awaitable<T> operation, std::shared_ptr<state> into) {
    into->outcome.emplace(co_await sockio::as_result(std::move(operation)));
  }
  std::shared_ptr<state> state_;
};

/// Runs an operation to its end on a context; a test that takes longer than five seconds has
/// failed.
template <class T>
sockio::result<T> result_of(boost::asio::io_context& io, sockio::awaitable<T> operation) {
  running<T> const one(io.get_executor(), std::move(operation));
  auto const late = std::chrono::steady_clock::now() + std::chrono::seconds(5);
  while (!one.done() && std::chrono::steady_clock::now() < late) {
    if (io.stopped()) io.restart();
    io.run_one_until(late);
  }
  EXPECT_TRUE(one.done()) << "the operation did not end";
  return one.outcome();
}

/// The same, for operations that must succeed.
template <class T>
T run(boost::asio::io_context& io, sockio::awaitable<T> operation) {
  return result_of(io, std::move(operation)).value();
}

}  // namespace test_support
