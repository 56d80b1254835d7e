#include "cyclers/maccor/variable_control.hpp"

#include <fmt/format.h>

#include <boost/asio/this_coro.hpp>

#include "cyclers/maccor/commands.hpp"
#include "cyclers/maccor/readings.hpp"
#include "maccor/at_rest.hpp"

namespace cyclers::maccor {

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
        bell_(time.make_alarm(executor)),
        rest_(core_, channel, core_->options().prefer, {0.01}) {}

  std::string name() const override {
    return fmt::format("maccor {} channel {} VAR{}", core_->endpoint(), channel_.value(), number_);
  }
  awaitable<reading> read() override {
    return detail::read_channel(core_, channel_.value(), {.temperatures = warm_});
  }
  awaitable<void> apply(ampere set_point) override {
    return detail::set_variable(core_, address::of(channel_), number_, set_point.value);
  }

  awaitable<void> bring_to_rest() override {
    static constexpr sockio::duration within = std::chrono::seconds(30);
    return rest_.insist([this](std::string& story) { return rest_.by_suspending(story); }, within,
                        time_, *bell_);
  }

 private:
  std::shared_ptr<session> core_;
  channel_number channel_;
  int number_;
  bool warm_;
  time_source const& time_;
  std::unique_ptr<alarm> bell_;
  detail::rest_maker rest_;
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

awaitable<void> variable_control::actuate(sockio::duration, loop_limits const& limits,
                                          loop_body const& body) const {
  return actuate_variable(core_, channel_, number_, limits, body);
}

}  // namespace cyclers::maccor
