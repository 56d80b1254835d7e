#include "cyclers/arbin/variable_control.hpp"

#include <fmt/format.h>

#include <boost/asio/this_coro.hpp>
#include <cmath>

#include "arbin/refused.hpp"
#include "cyclers/arbin/commands.hpp"
#include "cyclers/arbin/readings.hpp"
#include "detail/insist_on_rest.hpp"

namespace cyclers::arbin {

namespace {

/// Tells whether a reading shows that nothing runs and no current flows.
bool has_ended(reading const& seen) {
  using enum activity;
  static constexpr ampere most{0.01};
  auto const is = seen.status;
  bool const over = is == idle || is == suspended || is == finished || is == faulted;
  return over && std::abs(seen.current) <= most.value;
}

/// Is a running test that is steered by one of its meta variables.
class mv_actuator final : public actuator {
 public:
  mv_actuator(std::shared_ptr<session> core, channel_number channel, int number, record_parts parts,
              time_source const& time, boost::asio::any_io_executor const& executor)
      : core_(std::move(core)),
        channel_(channel),
        number_(number),
        parts_(parts),
        time_(time),
        bell_(time.make_alarm(executor)) {}

  std::string name() const override {
    return fmt::format("arbin {} channel {} MV_UD{}", core_->endpoint(), channel_.value(), number_);
  }
  awaitable<reading> read() override { return detail::read_channel(core_, channel_, parts_); }
  awaitable<void> apply(ampere set_point) override {
    co_await detail::set_variable(core_, channel_, variable{number_, set_point.value});
  }

  awaitable<void> bring_to_rest() override {
    static constexpr sockio::duration within = std::chrono::seconds(30);
    cyclers::detail::rest_attempt const attempt = [this](std::string& story) {
      return stopped(story);
    };
    auto const story = co_await cyclers::detail::insist_on_rest(attempt, within, time_, *bell_);
    if (!story) co_return;
    throw core_->told(
        {make_error_code(errc::rest_not_verified),
         cyclers::detail::not_at_rest(within, *story, core_->endpoint(), channel_.value())},
        "rest of " + detail::spoken(channel_));
  }

 private:
  /// Stops the test, and tells whether it has ended then.
  awaitable<bool> stopped(std::string& story) {
    auto const stop = co_await sockio::as_result(detail::stop(core_, channel_));
    bool const answered = stop || stop.error().code().category() == category_of<stop_result>();
    // Without an answer a set point may still be under way, and come after what a status shows.
    if (!answered) {
      story = stop.error().what();
      co_return false;
    }
    auto const seen = co_await sockio::as_result(detail::read_channel(core_, channel_, {}));
    if (seen && has_ended(*seen)) co_return true;
    story = seen ? fmt::format("the cycler shows '{}' with {} A", seen->status_text, seen->current)
                 : seen.error().what();
    if (stop) co_return false;
    story += fmt::format(" after {}", stop.error().what());
    // A test that goes on is not to go on with the last current that this loop has set.
    auto const zero =
        co_await sockio::as_result(detail::set_variable(core_, channel_, variable{number_, 0}));
    story += zero
                 ? fmt::format("; MV_UD{} was set to 0", number_)
                 : fmt::format("; MV_UD{} could not be set to 0: {}", number_, zero.error().what());
    co_return false;
  }

  std::shared_ptr<session> core_;
  channel_number channel_;
  int number_;
  record_parts parts_;
  time_source const& time_;
  std::unique_ptr<alarm> bell_;
};

using mv_loop_body = std::function<awaitable<void>(actuator&)>;

awaitable<void> actuate_mv(std::shared_ptr<session> core, channel_number channel, int number,
                           loop_limits limits, mv_loop_body body) {
  record_parts parts;
  parts.aux = limits.t_min || limits.t_max;
  auto const& time = limits.time ? *limits.time : time_source::steady();
  mv_actuator one(std::move(core), channel, number, parts, time,
                  co_await boost::asio::this_coro::executor);
  co_await body(one);
}

}  // namespace

variable_control::variable_control(std::shared_ptr<session> core, channel_number channel,
                                   int number)
    : core_(std::move(core)), channel_(channel), number_(number) {
  if (messages::meta_variable_of(number)) return;
  throw detail::bad_value(*core_, detail::spoken(channel),
                          fmt::format("there is no MV_UD{}: they are MV_UD1 to MV_UD16", number));
}

awaitable<void> variable_control::actuate(sockio::duration, loop_limits const& limits,
                                          mv_loop_body const& body) const {
  return actuate_mv(core_, channel_, number_, limits, body);
}

}  // namespace cyclers::arbin
