#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/deferred.hpp>
#include <utility>

#include "cyclers/time_source.hpp"

namespace cyclers::detail {

/// Is an alarm on a clock of Asio's kind.
template <class Clock>
class clock_alarm final : public alarm {
 public:
  explicit clock_alarm(boost::asio::any_io_executor executor) : timer_(std::move(executor)) {}

  sockio::awaitable<void> wait_until(sockio::time_point when) override {
    timer_.expires_at(when);
    co_await timer_.async_wait(boost::asio::as_tuple(boost::asio::deferred));
  }
  void wake() override { timer_.cancel(); }

 private:
  boost::asio::basic_waitable_timer<Clock> timer_;
};

template <class Clock>
class clock_time final : public time_source {
 public:
  sockio::time_point now() const override { return Clock::now(); }
  std::unique_ptr<alarm> make_alarm(boost::asio::any_io_executor executor) const override {
    return std::make_unique<clock_alarm<Clock>>(std::move(executor));
  }
};

}  // namespace cyclers::detail
