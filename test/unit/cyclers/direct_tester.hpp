#pragma once

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <cyclers/maccor/binary_codec.hpp>
#include <cyclers/maccor/json_codec.hpp>
#include <cyclers/maccor/messages.hpp>
#include <cyclers/maccor/tester.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <sockio/link.hpp>
#include <string>
#include <vector>

#include "detail/clock_alarm.hpp"
#include "support/running.hpp"
#include "support/virtual_clock.hpp"

namespace cyclers::test {

using namespace std::chrono_literals;

/// Is what becomes of one request on its way.
enum class fate {
  answered,
  lost,            ///< Never reaches the tester.
  reply_lost,      ///< Does what it asks for, but nobody hears of it.
  refused,         ///< Is answered with a result that says no.
  not_understood,  ///< Is answered by something that is no reply to it.
};

/// Is a tester with one channel in direct mode, as a link for both forms. It has just as much of a
/// mind of its own as the driver has to get on with.
class direct_tester final : public sockio::link {
 public:
  explicit direct_tester(boost::asio::any_io_executor executor)
      : executor_(std::move(executor)), bell_(executor_) {}

  // What the test says.
  std::function<fate(int n, std::string const& what)> fate_of = [](int, std::string const&) {
    return fate::answered;
  };
  sockio::duration latency{};
  maccor::channel_state state = maccor::channel_state::available;
  maccor::messages::channel_limits can{
      .v_max = 5, .i_charge_4 = 5, .i_charge_3 = 0.15F, .i_discharge_4 = 5, .i_discharge_3 = 0.15F};
  int unready = 0;        ///< Refuses so many outputs with "not ready yet".
  bool stuck_on = false;  ///< Takes a rest and lets the current flow on.
  sockio::duration watchdog{};
  float leak = 0;

  // What the test asks.
  std::vector<std::string> heard;
  std::vector<sockio::time_point> outputs;
  maccor::messages::start_direct::request start_request;
  maccor::messages::direct_set_points output;
  maccor::messages::safety_limits safety;
  bool direct = false;
  int closes = 0;
  bool flows() {
    watch();
    return direct && state == maccor::channel_state::active &&
           output.mode != maccor::charge_mode::rest;
  }
  int count(std::string_view what) const {
    return static_cast<int>(std::count(heard.begin(), heard.end(), what));
  }

  sockio::awaitable<std::string> exchange(sockio::request what) override {
    return answer(std::move(what));
  }
  sockio::awaitable<void> open(sockio::call) override { return nothing(); }
  void close() override { ++closes; }
  bool connected() const override { return true; }
  bool at_eof() const override { return false; }
  std::size_t in_waiting() const override { return 0; }
  void reset_input_buffer() override {}
  std::string const& endpoint() const override { return url_; }
  sockio::link_counters counters() const override { return {}; }
  sockio::link_options const& options() const override { return options_; }
  boost::asio::any_io_executor executor() const override { return executor_; }

 private:
  static sockio::awaitable<void> nothing() { co_return; }

  sockio::awaitable<std::string> answer(sockio::request what) {
    bool const in_json = what.out.starts_with('{');
    auto const request =
        in_json ? maccor::read_json_request(what.out) : maccor::read_binary_request(what.out);
    if (!request) {
      ADD_FAILURE() << "no request: " << sockio::printable(what.out);
      co_return what.out;
    }
    std::string const name = (in_json ? "json " : "") + name_of(*request);
    fate const ends = fate_of(static_cast<int>(heard.size()), name);
    heard.push_back(name);
    watch();
    if (latency > sockio::duration{}) {
      auto const until = test_support::virtual_clock::now() + latency;
      while (test_support::virtual_clock::now() < until) co_await bell_.wait_until(until);
    }
    std::string reply;
    if (ends != fate::lost) reply = act(*request, ends == fate::refused);
    if (ends == fate::lost || ends == fate::reply_lost)
      throw sockio::failure(sockio::errc::timed_out, {.problem = "no reply within 3 s"});
    if (ends == fate::not_understood) reply[0] = '\x09';
    co_return reply;
  }

  static std::string name_of(maccor::incoming const& request) {
    using namespace maccor::messages;
    auto const* const out = request.body.request<direct_output>();
    if (!out) return std::string(request.body.what().info->name);
    return fmt::format("{} {}", static_cast<char>(out->mode), out->current);
  }

  void watch() {
    if (watchdog == sockio::duration{} || !direct) return;
    if (test_support::virtual_clock::now() - updated_ <= watchdog) return;
    direct = false;
    state = maccor::channel_state::suspended;
  }

  template <class F>
  static std::string give(maccor::incoming const& request, typename F::reply const& body) {
    return (request.id.empty() ? maccor::binary_reply<F>(request, body)
                               : maccor::json_reply<F>(request, body))
        .value();
  }

  std::string act(maccor::incoming const& request, bool refuse) {
    using namespace maccor::messages;
    if (request.body.request<full_status>()) return give<full_status>(request, status());
    if (request.body.request<channel_specification>())
      return give<channel_specification>(request, {{can}});
    if (auto const* const wanted = request.body.request<set_safety>()) {
      safety = *wanted;
      if (refuse) safety.v_max -= 1;
      return give<set_safety>(request, safety);
    }
    if (auto const* const wanted = request.body.request<start_direct>())
      return give<start_direct>(request, begin(*wanted, refuse));
    if (auto const* const wanted = request.body.request<direct_output>())
      return give<direct_output>(request, put_out(*wanted, refuse));
    if (request.body.request<suspend>()) {
      if (!refuse) state = maccor::channel_state::suspended;
      if (!refuse) direct = false;
      return give<suspend>(request, done_or_not(refuse));
    }
    if (request.body.request<reset>()) {
      state = maccor::channel_state::available;
      direct = false;
      return give<reset>(request, done_or_not(refuse));
    }
    ADD_FAILURE() << "the tester was asked for " << request.body.what().text();
    return std::string();
  }

  static maccor::messages::done done_or_not(bool refuse) {
    maccor::messages::done one;
    if (refuse) one.result.code = static_cast<maccor::command_result>(7);
    return one;
  }

  maccor::messages::start_direct::reply begin(maccor::messages::start_direct::request const& wanted,
                                              bool refuse) {
    maccor::messages::start_direct::reply one;
    start_request = wanted;
    if (refuse || state != maccor::channel_state::available) {
      one.result.code = maccor::direct_start_result::not_available;
      return one;
    }
    direct = true;
    state = maccor::channel_state::active;
    output = wanted.output;
    updated_ = test_support::virtual_clock::now();
    return one;
  }

  maccor::messages::direct_output::reply put_out(maccor::messages::direct_set_points const& wanted,
                                                 bool refuse) {
    maccor::messages::direct_output::reply one;
    auto const now = test_support::virtual_clock::now();
    using enum maccor::direct_output_result;
    if (refuse) {
      one.result.code = wrong_system_type;
    } else if (state != maccor::channel_state::active) {
      one.result.code = not_active;
    } else if (!direct) {
      one.result.code = no_direct_mode;
    } else if (!outputs.empty() && now - outputs.back() < 100ms) {
      one.result.code = too_fast;
    } else if (unready > 0) {
      --unready;
      one.result.code = maccor::direct_output_result::not_ready;
    } else if (!stuck_on || wanted.mode != maccor::charge_mode::rest) {
      output = wanted;
    }
    outputs.push_back(now);
    updated_ = now;
    return one;
  }

  maccor::messages::full_status::reply status() {
    maccor::messages::full_status::reply one;
    one.status.state = state;
    bool const on = flows();
    one.current = on ? output.current : leak;
    one.voltage = 3.5F;
    one.tester_time = timestamp{std::chrono::floor<std::chrono::milliseconds>(
        test_support::virtual_clock::now().time_since_epoch())};
    one.status.run = maccor::run_code::rest;
    if (on && output.mode == maccor::charge_mode::charge) one.status.run = maccor::run_code::charge;
    if (on && output.mode == maccor::charge_mode::discharge)
      one.status.run = maccor::run_code::discharge;
    if (state == maccor::channel_state::suspended) one.status.run = maccor::run_code::suspended;
    return one;
  }

  boost::asio::any_io_executor executor_;
  detail::clock_alarm<test_support::virtual_clock> bell_;
  std::string url_ = "test://tester";
  sockio::link_options options_;
  sockio::time_point updated_{};
};

/// Is a tester in direct mode with time that passes only when a test lets it.
struct direct_bench {
  boost::asio::io_context io{1};
  std::shared_ptr<direct_tester> device = std::make_shared<direct_tester>(io.get_executor());
  detail::clock_time<test_support::virtual_clock> time;
  maccor::tester tester{maccor::connections{nullptr, device},
                        maccor::tester_options{.prefer = maccor::form::binary, .channels = 1}};
  maccor::direct_limits limits{.v_min = {2.9},
                               .v_max = {4.25},
                               .i_charge = {3},
                               .i_discharge = {2},
                               .charge_to = volt{4.2},
                               .discharge_to = volt{3}};
  maccor::direct_options options = with_time();

  maccor::direct_options with_time() const {
    maccor::direct_options one;
    one.time = &time;
    return one;
  }

  void settle() {
    for (int quiet = 0; quiet < 3; ++quiet) {
      io.restart();
      while (io.poll_one() > 0) quiet = 0;
    }
  }
  void pass(sockio::duration stretch) {
    static constexpr sockio::duration step = 10ms;
    settle();
    for (sockio::duration left = stretch; left > sockio::duration{}; left -= step) {
      test_support::virtual_clock::jump(std::min(step, left));
      settle();
    }
  }
  /// Gives the driver a JSON connection, too.
  void with_json() {
    tester = maccor::tester{maccor::connections{device, device},
                            maccor::tester_options{.prefer = maccor::form::binary, .channels = 1}};
  }
  /// Lets time pass until an operation is over, at most five minutes of it.
  template <class T>
  void finish(test_support::running<T> const& one) {
    settle();
    for (int i = 0; i < 30000 && !one.done(); ++i) pass(10ms);
    EXPECT_TRUE(one.done()) << "the operation did not end";
  }
  template <class F>
  test_support::running<void> start(F& body) {
    test_support::running<void> one(io.get_executor(),
                                    tester.channel(75).direct_control(limits, body, options));
    settle();
    return one;
  }
  template <class F>
  test_support::running<void> run(F body) {
    auto one = start(body);
    finish(one);
    return one;
  }
};

}  // namespace cyclers::test
