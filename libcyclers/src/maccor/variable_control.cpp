#include "cyclers/maccor/variable_control.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/this_coro.hpp>

#include "cyclers/maccor/commands.hpp"
#include "cyclers/maccor/direct_control.hpp"
#include "cyclers/maccor/messages.hpp"
#include "cyclers/maccor/readings.hpp"
#include "maccor/at_rest.hpp"

namespace cyclers::maccor {

using sockio::time_point;

namespace {

class variable_actuator final : public actuator {
 public:
  variable_actuator(std::shared_ptr<session> core, channel_number channel, int number, bool warm,
                    time_source const& time, boost::asio::any_io_executor const& executor)
      : core_(std::move(core)),
        channel_(channel),
        number_(number),
        warm_(warm),
        time_(time),
        bell_(time.make_alarm(executor)) {}

  std::string name() const override {
    return fmt::format("maccor {} channel {} VAR{}", core_->endpoint(), channel_.value(), number_);
  }
  awaitable<reading> read() override {
    return detail::read_channel(core_, channel_.value(), {.temperatures = warm_});
  }
  awaitable<void> apply(ampere set_point) override {
    return detail::set_variable(core_, address::of(channel_), number_, set_point.value);
  }

  /// Repeats a suspend, which can do no harm, until the tester shows it.
  awaitable<void> bring_to_rest() override {
    static constexpr sockio::duration within = std::chrono::seconds(30);
    static constexpr sockio::duration pause = std::chrono::milliseconds(250);
    time_point const late = time_.now() + within;
    std::string story;
    for (;;) {
      auto const suspended = co_await sockio::as_result(
          detail::command<messages::suspend>(core_, address::of(channel_)));
      if (!suspended) story = suspended.error().what();
      auto const status =
          co_await sockio::as_result(ask<messages::full_status>(core_, address::of(channel_)));
      if (status && detail::is_at_rest(*status, {0.01})) co_return;
      story = status ? detail::what_it_shows(*status) : status.error().what();
      if (time_.now() >= late) break;
      time_point const next = time_.now() + pause;
      while (time_.now() < next) co_await bell_->wait_until(next);
    }
    sockio::context what;
    what.problem = fmt::format(
        "THE CHANNEL MAY STILL CARRY CURRENT: the test could not be suspended "
        "within {}: {}",
        sockio::spoken(within), story);
    what.advice =
        fmt::format("go to the tester at {} and look at channel {}; stop it there by hand",
                    core_->endpoint(), channel_.value());
    throw core_->told({make_error_code(errc::rest_not_verified), std::move(what)}, name());
  }

 private:
  std::shared_ptr<session> core_;
  channel_number channel_;
  int number_;
  bool warm_;
  time_source const& time_;
  std::unique_ptr<alarm> bell_;
};

using loop_body = std::function<awaitable<void>(actuator&)>;

time_source const& time_of(loop_limits const& limits) {
  return limits.time ? *limits.time : time_source::steady();
}

awaitable<void> actuate_variable(std::shared_ptr<session> core, channel_number channel, int number,
                                 loop_limits limits, loop_body body) {
  variable_actuator one(std::move(core), channel, number, limits.t_min || limits.t_max,
                        time_of(limits), co_await boost::asio::this_coro::executor);
  co_await body(one);
}

}  // namespace

variable_control::variable_control(std::shared_ptr<session> core, channel_number channel,
                                   int number)
    : core_(std::move(core)), channel_(channel), number_(number) {
  if (number >= 1 && number <= 15) return;
  throw sockio::failure(
      sockio::errc::bad_value,
      {.device = "maccor",
       .endpoint = core_->endpoint(),
       .problem = fmt::format("there is no VAR{}: they are VAR1 to VAR15", number)});
}

awaitable<void> variable_control::actuate(loop_limits const& limits, loop_body const& body) const {
  return actuate_variable(core_, channel_, number_, limits, body);
}

namespace detail {

awaitable<void> direct_loop(std::shared_ptr<session> core, channel_number channel,
                            loop_limits const& limits, loop_body body) {
  direct_limits own;
  own.v_min = limits.v_min;
  own.v_max = limits.v_max;
  own.i_charge = limits.i_charge;
  own.i_discharge = limits.i_discharge;
  direct_options options;
  options.time = limits.time;
  options.temperatures = limits.t_min || limits.t_max;
  return direct_control(std::move(core), channel, own, options, std::move(body));
}

}  // namespace detail
}  // namespace cyclers::maccor
