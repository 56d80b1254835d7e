#include "cyclers/closed_loop.hpp"

#include <fmt/format.h>

#include <boost/asio/this_coro.hpp>
#include <cmath>

#include "cyclers/error.hpp"
#include "cyclers/protocol/json_writer.hpp"
#include "detail/shielded.hpp"

namespace cyclers::detail {

namespace asio = boost::asio;
using sockio::awaitable;
using sockio::duration;
using sockio::time_point;

namespace {

/// Is one run of a law.
class loop {
 public:
  loop(actuator& what, duration period, loop_limits const& limits, audit_trail audit,
       control_law law, asio::any_io_executor const& executor)
      : what_(what),
        period_(period),
        limits_(limits),
        audit_(std::move(audit)),
        law_(std::move(law)),
        time_(limits.time ? *limits.time : time_source::steady()),
        bell_(time_.make_alarm(executor)) {}

  awaitable<void> run() {
    write("begin", "target", what_.name());
    time_point due = time_.now();
    while (co_await tick()) {
      due = next_after(due);
      while (time_.now() < due) co_await bell_->wait_until(due);
    }
  }

  /// Writes down why the loop ended and how the rest went.
  void ended(std::exception_ptr why) noexcept { try_write("end", why); }
  void rested(std::exception_ptr why) noexcept { try_write("rest", why); }

 private:
  /// Returns whether there is a next one.
  awaitable<bool> tick() {
    time_point const asked = time_.now();
    auto const seen = co_await what_.read();
    write_raw("reading", to_json(seen));
    check(seen, asked);
    std::optional<ampere> const wanted = law_(seen);
    if (!wanted) {
      write("decision", "law", "end");
      co_return false;
    }
    write_set_point("decision", *wanted);
    check(*wanted);
    // The reading has to be young when its set point goes out, too.
    check_age(time_.now() - asked);
    write_set_point("command", *wanted);
    co_await what_.apply(*wanted);
    write("result", "outcome", "ok");
    co_return true;
  }

  time_point next_after(time_point due) const {
    time_point const now = time_.now();
    due += period_;
    if (due < now) due += period_ * ((now - due) / period_ + 1);
    return due;
  }

  void check(reading const& seen, time_point asked) {
    check_status(seen);
    bool const volts = seen.voltage >= limits_.v_min.value && seen.voltage <= limits_.v_max.value;
    if (!volts)
      breach(fmt::format("the voltage of {} V is outside of {} to {} V", seen.voltage,
                         limits_.v_min.value, limits_.v_max.value));
    check_current("the current", seen.current);
    // Which way it flows is not known.
    if (seen.status == activity::running) check_current("the current", -seen.current);
    check_temperature(seen.temperature);
    check_age(time_.now() - asked);
    check_clock(seen, asked);
  }

  void check_status(reading const& seen) const {
    using enum activity;
    auto const is = seen.status;
    if (is == charging || is == discharging || is == resting || is == running) return;
    throw sockio::failure(
        make_error_code(errc::not_running),
        {.device = what_.name(),
         .problem = fmt::format("the channel shows '{}' ({}): nothing runs that could be steered",
                                seen.status_text, to_text(is)),
         .advice = "the channel is brought to rest"});
  }

  void check(ampere wanted) const { check_current("a set point", wanted.value); }

  // Each condition says what is right: what is no number is wrong.
  void check_current(std::string_view what, double amperes) const {
    bool const fits = amperes <= slack(limits_.i_charge) && amperes >= -slack(limits_.i_discharge);
    if (!fits)
      breach(fmt::format("{} of {} A is outside of -{} to {} A", what, amperes,
                         limits_.i_discharge.value, limits_.i_charge.value));
  }
  /// A reading of the limit itself may show a little more.
  static double slack(ampere limit) { return limit.value * (1 + 1e-3) + 1e-6; }

  void check_temperature(std::optional<double> const& degrees) const {
    if (!limits_.t_min && !limits_.t_max) return;
    if (!degrees) breach("there is no temperature to hold against the limits");
    bool const warm = !limits_.t_min || *degrees >= limits_.t_min->value;
    bool const cool = !limits_.t_max || *degrees <= limits_.t_max->value;
    if (!warm || !cool)
      breach(fmt::format("the temperature of {} degC is outside of the limits", *degrees));
  }

  void check_age(duration age) const {
    if (age <= limits_.max_age) return;
    throw sockio::failure(
        make_error_code(errc::stale_reading),
        {.device = what_.name(),
         .problem = fmt::format("a reading is {} old, {} are allowed", sockio::spoken(age),
                                sockio::spoken(limits_.max_age)),
         .advice = "the channel is brought to rest"});
  }

  /// A cycler whose own clock stands still shows what was, not what is.
  void check_clock(reading const& seen, time_point asked) {
    if (!seen.tester_time) return;
    if (seen.tester_time != last_tester_time_) {
      last_tester_time_ = seen.tester_time;
      moved_ = asked;
    }
    check_age(asked - moved_);
  }

  [[noreturn]] void breach(std::string problem) const {
    throw sockio::failure(make_error_code(errc::limit_breached),
                          {.device = what_.name(),
                           .problem = std::move(problem),
                           .advice = "the channel is brought to rest"});
  }

  void write_raw(std::string_view event, std::string_view json) const {
    audit_.write(fmt::format(R"({{"utc":"{}","event":"{}","{}":{}}})", utc_text(time_.utc()), event,
                             event == "reading" ? "reading" : "value", json));
  }
  void write(std::string_view event, std::string_view key, std::string_view value) const {
    std::string line;
    protocol::json_writer json(line);
    json.open_object();
    json.key("utc");
    json.text(utc_text(time_.utc()));
    json.key("event");
    json.text(event);
    json.key(key);
    json.text(value);
    json.close_object();
    audit_.write(line);
  }
  void write_set_point(std::string_view event, ampere wanted) const {
    std::string line;
    protocol::json_writer json(line, protocol::not_finite::null);
    json.open_object();
    json.key("utc");
    json.text(utc_text(time_.utc()));
    json.key("event");
    json.text(event);
    json.key("set_point_A");
    json.real(wanted.value);
    json.close_object();
    audit_.write(line);
  }
  void try_write(std::string_view event, std::exception_ptr why) const noexcept {
    try {
      write(event, why ? "error" : "outcome", why ? sockio::failure_of(why).what() : "ok");
    } catch (...) {
      // The trail is what failed, and the channel matters more.
    }
  }

  actuator& what_;
  duration period_;
  loop_limits limits_;
  audit_trail audit_;
  control_law law_;
  time_source const& time_;
  std::unique_ptr<alarm> bell_;
  std::optional<timestamp> last_tester_time_;
  time_point moved_{};
};

std::string nonsense(duration period, loop_limits const& limits) {
  if (period <= duration{}) return "the period must be more than nothing";
  if (limits.max_age <= duration{}) return "max_age must be more than nothing";
  if (!(limits.v_min < limits.v_max)) return "v_min must be below v_max";
  if (!(limits.i_charge.value >= 0 && limits.i_discharge.value >= 0))
    return "limits of current are magnitudes";
  return {};
}

}  // namespace

awaitable<void> closed_loop(actuator& what, duration period, loop_limits limits, audit_trail audit,
                            control_law law) {
  if (auto const wrong = nonsense(period, limits); !wrong.empty())
    throw sockio::failure(make_error_code(sockio::errc::bad_value),
                          {.device = what.name(), .problem = wrong});
  auto const executor = co_await asio::this_coro::executor;
  loop one(what, period, limits, std::move(audit), std::move(law), executor);
  std::exception_ptr error;
  try {
    co_await one.run();
  } catch (...) {
    error = std::current_exception();
  }
  one.ended(error);
  std::exception_ptr unrest;
  bool const before = co_await asio::this_coro::throw_if_cancelled();
  co_await asio::this_coro::throw_if_cancelled(false);
  try {
    co_await shielded(executor, what.bring_to_rest());
  } catch (...) {
    unrest = std::current_exception();
  }
  co_await asio::this_coro::throw_if_cancelled(before);
  one.rested(unrest);
  if (unrest && (!error || sockio::failure_of(unrest).code() == errc::rest_not_verified))
    std::rethrow_exception(unrest);
  if (error) std::rethrow_exception(error);
}

}  // namespace cyclers::detail
