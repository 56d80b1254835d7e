#include <gmock/gmock.h>

#include <algorithm>

#include "direct_tester.hpp"

namespace cyclers_direct_control_test {

using namespace cyclers;
using namespace std::chrono_literals;
using cyclers::test::direct_bench;
using cyclers::test::fate;
using maccor::direct_session;
using sockio::awaitable;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(direct_control, is_free_limited_started_ready_used_and_rested_in_this_order) {
  direct_bench b;
  auto const done = b.run([](direct_session& cell) -> awaitable<void> {
    co_await cell.charge(0.25_A);
    co_await cell.hold_for(1s);
  });
  done.value();
  EXPECT_THAT(b.device->heard, ElementsAre("full_status", "channel_specification", "set_safety",
                                           "start_direct", "R 0", "C 0.25", "R 0", "full_status"));
  EXPECT_FALSE(b.device->flows());
  EXPECT_FLOAT_EQ(b.device->safety.v_max, 4.25F);
  EXPECT_FLOAT_EQ(b.device->safety.i_discharge, 2);
}

TEST(direct_control, starts_at_rest_with_the_set_points_active_that_will_be_used) {
  direct_bench b;
  b.run([](direct_session&) -> awaitable<void> { co_return; }).value();
  auto const& start = b.device->start_request;
  EXPECT_EQ(start.output.mode, maccor::charge_mode::rest);
  EXPECT_EQ(start.output.current, 0);
  EXPECT_FLOAT_EQ(start.output.voltage, 4.2F);
  EXPECT_GT(start.output.power, 1e5F) << "not active";
  EXPECT_EQ(start.output.resistance, 0) << "not active";
  EXPECT_EQ(start.test_name, "Random");
}

TEST(direct_control, waits_until_direct_mode_is_ready) {
  direct_bench b;
  b.device->unready = 5;
  b.run([](direct_session& cell) -> awaitable<void> { co_await cell.charge(1_A); }).value();
  EXPECT_EQ(b.device->count("C 1"), 1);
}

TEST(direct_control, gives_up_a_direct_mode_that_is_never_ready_and_leaves_it_at_rest) {
  direct_bench b;
  b.device->unready = 100000;
  b.options.ready_within = 2s;
  bool entered = false;
  auto const done = b.run([&](direct_session&) -> awaitable<void> {
    entered = true;
    co_return;
  });
  EXPECT_EQ(done.error(), maccor::direct_output_result::not_ready);
  EXPECT_FALSE(entered);
  EXPECT_FALSE(b.device->flows());
}

TEST(direct_control, keeps_100_ms_between_outputs) {
  direct_bench b;
  b.run([](direct_session& cell) -> awaitable<void> {
     for (int i = 1; i < 10; ++i) co_await cell.charge(0.1_A * i);
   }).value();
  auto const& times = b.device->outputs;
  ASSERT_EQ(times.size(), 11U);
  for (std::size_t i = 1; i < times.size(); ++i) EXPECT_GE(times[i] - times[i - 1], 100ms);
}

TEST(direct_control, touches_no_channel_that_is_not_free) {
  for (auto const state : {maccor::channel_state::active, maccor::channel_state::suspended,
                           maccor::channel_state::completed}) {
    direct_bench b;
    b.device->state = state;
    auto const done = b.run([](direct_session&) -> awaitable<void> { co_return; });
    EXPECT_EQ(done.error(), maccor::direct_start_result::not_available);
    EXPECT_THAT(b.device->heard, ElementsAre("full_status"));
  }
}

TEST(direct_control, tells_what_each_command_puts_out) {
  direct_bench b;
  b.options.power = true;
  std::vector<maccor::messages::direct_set_points> seen;
  b.run([&](direct_session& cell) -> awaitable<void> {
     co_await cell.charge(0.5_A, 4.1_V);
     seen.push_back(b.device->output);
     co_await cell.discharge(0.5_A);
     seen.push_back(b.device->output);
     co_await cell.constant_voltage(4_V, 1_A);
     seen.push_back(b.device->output);
     co_await cell.constant_voltage(3.5_V, -(1_A));
     seen.push_back(b.device->output);
     co_await cell.charge_power(5_W);
     seen.push_back(b.device->output);
     co_await cell.apply(-(0.25_A));
     seen.push_back(b.device->output);
   }).value();
  using enum maccor::charge_mode;
  ASSERT_EQ(seen.size(), 6U);
  EXPECT_EQ(seen[0].mode, charge);
  EXPECT_FLOAT_EQ(seen[0].voltage, 4.1F);
  EXPECT_EQ(seen[1].mode, discharge);
  EXPECT_FLOAT_EQ(seen[1].current, 0.5F) << "a magnitude";
  EXPECT_FLOAT_EQ(seen[1].voltage, 3);
  EXPECT_EQ(seen[2].mode, charge);
  EXPECT_FLOAT_EQ(seen[2].voltage, 4);
  EXPECT_EQ(seen[3].mode, discharge);
  EXPECT_FLOAT_EQ(seen[3].voltage, 3.5F);
  EXPECT_FLOAT_EQ(seen[4].power, 5);
  EXPECT_FLOAT_EQ(seen[4].current, 3) << "the limit";
  EXPECT_EQ(seen[5].mode, discharge);
  EXPECT_FLOAT_EQ(seen[5].current, 0.25F);
}

struct too_much {
  char const* story;
  std::function<void(direct_bench&)> change;
};
class direct_control_range : public testing::TestWithParam<too_much> {};

TEST_P(direct_control_range, of_the_channel_is_kept_to_before_anything_is_changed) {
  direct_bench b;
  GetParam().change(b);
  auto const done = b.run([](direct_session&) -> awaitable<void> { co_return; });
  EXPECT_EQ(done.error(), errc::limit_breached) << done.story();
  EXPECT_THAT(done.story(), HasSubstr(GetParam().story));
  EXPECT_THAT(b.device->heard, ElementsAre("full_status", "channel_specification"));
}

INSTANTIATE_TEST_SUITE_P(
    all, direct_control_range,
    testing::Values(too_much{"set points from 3 to 5.5 V",
                             [](auto& b) { b.limits.v_max = 5.5_V, b.limits.charge_to = 5.5_V; }},
                    too_much{"set points from -1 to 4.2 V",
                             [](auto& b) { b.limits.v_min = {-1}, b.limits.discharge_to.reset(); }},
                    too_much{"6 A in charge", [](auto& b) { b.limits.i_charge = 6_A; }},
                    too_much{"6 A in discharge", [](auto& b) { b.limits.i_discharge = 6_A; }},
                    too_much{"current range 3", [](auto& b) { b.options.current_range = 3; }},
                    too_much{"set points from", [](auto& b) { b.device->can.v_max = NAN; }},
                    too_much{"30 W", [](auto& b) {
                               b.options.power = true;
                               b.limits.p_discharge = 30_W;
                               b.device->can.p_channel_charge = b.device->can.p_channel_discharge =
                                   25;
                             }}));

TEST(direct_control, keeps_a_power_without_limit_to_that_of_the_channel) {
  direct_bench b;
  b.options.power = true;
  b.device->can.p_channel_charge = 5;
  auto const done = b.run([&](direct_session& cell) -> awaitable<void> {
    co_await cell.charge(1_A);
    EXPECT_FLOAT_EQ(b.device->output.power, 5);
    co_await cell.charge_power(6_W);
  });
  EXPECT_EQ(done.error(), errc::limit_breached) << done.story();
}

using command = std::function<awaitable<void>(direct_session&)>;
class direct_control_limits : public testing::TestWithParam<std::pair<char const*, command>> {};

TEST_P(direct_control_limits, stop_a_set_point_before_it_is_sent) {
  direct_bench b;
  auto const done = b.run([](direct_session& cell) -> awaitable<void> {
    co_await cell.charge(1_A);
    co_await GetParam().second(cell);
  });
  EXPECT_EQ(done.error(), errc::limit_breached) << done.story();
  EXPECT_THAT(done.story(), HasSubstr(GetParam().first));
  EXPECT_THAT(b.device->heard, ElementsAre("full_status", "channel_specification", "set_safety",
                                           "start_direct", "R 0", "C 1", "R 0", "full_status"));
}

INSTANTIATE_TEST_SUITE_P(
    all, direct_control_limits,
    testing::Values(
        std::pair{"3.5 A is more than the limit of 3 A",
                  command([](auto& cell) { return cell.charge(3.5_A); })},
        std::pair{"2.5 A is more than the limit of 2 A",
                  command([](auto& cell) { return cell.discharge(2.5_A); })},
        std::pair{"4.21 V is outside",
                  command([](auto& cell) { return cell.charge(1_A, 4.21_V); })},
        std::pair{"2.95 V is outside",
                  command([](auto& cell) { return cell.discharge(1_A, 2.95_V); })},
        std::pair{"makes no sense", command([](auto& cell) { return cell.charge(-(1_A)); })},
        std::pair{"makes no sense", command([](auto& cell) { return cell.charge({NAN}); })},
        std::pair{"4.3 V is outside",
                  command([](auto& cell) { return cell.constant_voltage(4.3_V, 1_A); })},
        std::pair{"set direct_options::power",
                  command([](auto& cell) { return cell.charge_power(1_W); })},
        std::pair{"set direct_options::resistance",
                  command([](auto& cell) { return cell.discharge_resistance(5_Ohm); })},
        std::pair{"more than the limit", command([](auto& cell) { return cell.apply({-2.5}); })}));

/// Is one way to leave the scope.
struct way_out {
  char const* name;
  std::function<awaitable<void>(direct_session&)> body;
  sockio::error_code expected;
};

class direct_control_exit : public testing::TestWithParam<way_out> {};

TEST_P(direct_control_exit, leaves_the_channel_at_rest) {
  direct_bench b;
  auto body = [](direct_session& cell) -> awaitable<void> {
    co_await cell.discharge(1_A);
    co_await GetParam().body(cell);
  };
  auto const done = b.run(body);
  EXPECT_EQ(done.error(), GetParam().expected) << done.story();
  EXPECT_FALSE(b.device->flows());
  EXPECT_EQ(b.device->output.mode, maccor::charge_mode::rest);
}

INSTANTIATE_TEST_SUITE_P(
    all, direct_control_exit,
    testing::Values(way_out{"return", [](auto&) -> awaitable<void> { co_return; }, {}},
                    way_out{"failure",
                            [](auto&) -> awaitable<void> {
                              throw sockio::failure(sockio::errc::bad_reply);
                              co_return;
                            },
                            sockio::errc::bad_reply}),
    [](auto const& each) { return std::string(each.param.name); });

TEST(direct_control, lets_an_exception_of_any_type_through_once_it_is_at_rest) {
  direct_bench b;
  bool caught = false;
  auto body = [](direct_session& cell) -> awaitable<void> {
    co_await cell.charge(1_A);
    throw std::domain_error("mine");
  };
  auto const outer = [&]() -> awaitable<void> {
    try {
      co_await b.tester.channel(75).direct_control(b.limits, body, b.options);
    } catch (std::domain_error const&) {
      caught = !b.device->flows();
    }
  };
  test_support::running<void> const one(b.io.get_executor(), outer());
  b.finish(one);
  EXPECT_TRUE(caught);
}

TEST(direct_control, is_at_rest_whenever_it_is_cancelled) {
  // Every moment of a session of three seconds, entry and exit included.
  for (int at = 0; at < 60; ++at) {
    direct_bench b;
    b.device->latency = 30ms;
    auto body = [](direct_session& cell) -> awaitable<void> {
      co_await cell.charge(1_A);
      co_await cell.hold_for(500ms);
      co_await cell.discharge(1_A);
      co_await cell.hold_for(1s);
    };
    auto one = b.start(body);
    b.pass(50ms * at);
    bool const over = one.done();
    one.cancel();
    b.finish(one);
    EXPECT_FALSE(b.device->flows()) << at;
    if (!over && at < 36) {
      EXPECT_EQ(one.error(), sockio::errc::cancelled) << at << one.story();
    }
    int const before = static_cast<int>(b.device->heard.size());
    b.pass(30s);
    EXPECT_EQ(static_cast<int>(b.device->heard.size()), before) << "something goes on: " << at;
  }
}

TEST(direct_control, is_at_rest_when_the_tester_is_asked_slowly_and_the_caller_has_a_deadline) {
  direct_bench b;
  b.device->latency = 200ms;
  auto body = [](direct_session& cell) -> awaitable<void> {
    co_await cell.charge(1_A);
    co_await cell.hold_for(1h);
  };
  auto one = b.start(body);
  b.pass(5s);
  EXPECT_TRUE(b.device->flows());
  one.cancel();
  b.settle();
  EXPECT_FALSE(one.done()) << "it must not return before the channel is at rest";
  b.finish(one);
  EXPECT_FALSE(b.device->flows());
}

/// Does everything that can go wrong at every step.
TEST(direct_control, ends_at_rest_or_loudly_whatever_goes_wrong_at_which_step) {
  auto body = [](direct_session& cell) -> awaitable<void> {
    co_await cell.charge(1_A);
    co_await cell.hold_for(1s);
    co_await cell.discharge(1_A);
    (void)co_await cell.read();
  };
  for (fate const what : {fate::lost, fate::reply_lost, fate::refused, fate::not_understood}) {
    for (int step = 0; step < 10; ++step) {
      SCOPED_TRACE(fmt::format("fate {} at step {}", static_cast<int>(what), step));
      direct_bench b;
      b.device->fate_of = [&](int n, std::string const&) {
        return n == step ? what : fate::answered;
      };
      auto const done = b.run(body);
      EXPECT_FALSE(b.device->flows());
      EXPECT_NE(done.error(), errc::rest_not_verified) << done.story();
      // A set point is never repeated.
      EXPECT_LE(b.device->count("C 1"), 1);
      EXPECT_LE(b.device->count("D 1"), 1);
      // What was never started is neither rested nor suspended.
      if (b.device->count("start_direct") == 0) {
        EXPECT_EQ(b.device->count("R 0"), 0);
        EXPECT_EQ(b.device->count("suspend"), 0);
      }
    }
  }
}

TEST(direct_control, whose_set_point_got_no_reply_rests_instead_of_repeating_it) {
  direct_bench b;
  b.device->fate_of = [&](int, std::string const& name) {
    return name == "C 1" ? fate::reply_lost : fate::answered;
  };
  int tried = 0;
  auto const done = b.run([&](direct_session& cell) -> awaitable<void> {
    for (int i = 0; i < 3; ++i) {
      auto const ended = co_await sockio::as_result(cell.charge(1_A));
      if (!ended) ++tried;
      EXPECT_FALSE(b.device->flows()) << "at rest before the caller knows";
    }
  });
  EXPECT_EQ(tried, 3) << "a session that is over takes nothing any more";
  EXPECT_EQ(b.device->count("C 1"), 1);
  EXPECT_EQ(done.error(), sockio::errc::timed_out);
}

TEST(direct_control, tries_to_rest_again_until_the_line_is_back) {
  direct_bench b;
  bool down = false;
  b.device->fate_of = [&](int, std::string const&) { return down ? fate::lost : fate::answered; };
  auto body = [&](direct_session& cell) -> awaitable<void> {
    co_await cell.charge(1_A);
    down = true;
    co_await cell.hold_for(20s);
  };
  auto one = b.start(body);
  b.pass(12s);
  EXPECT_TRUE(b.device->flows()) << "nothing can be done yet";
  EXPECT_FALSE(one.done());
  down = false;
  b.finish(one);
  EXPECT_FALSE(b.device->flows());
  EXPECT_EQ(one.error(), sockio::errc::timed_out) << one.story();
}

TEST(direct_control, says_loudly_when_the_channel_may_still_carry_current) {
  direct_bench b;
  bool down = false;
  b.device->fate_of = [&](int, std::string const&) { return down ? fate::lost : fate::answered; };
  auto const done = b.run([&](direct_session& cell) -> awaitable<void> {
    co_await cell.charge(1_A);
    down = true;
    throw std::runtime_error("the law is broken");
  });
  EXPECT_EQ(done.error(), errc::rest_not_verified);
  EXPECT_THAT(done.story(), HasSubstr("THE CHANNEL MAY STILL CARRY CURRENT"));
  EXPECT_THAT(done.story(), HasSubstr("look at channel 75"));
  EXPECT_THAT(done.story(), HasSubstr("test://tester"));
  EXPECT_THAT(done.story(), HasSubstr("the law is broken"));
}

TEST(direct_control, suspends_a_channel_that_takes_a_rest_and_does_not_rest) {
  direct_bench b;
  b.device->stuck_on = true;
  b.run([](direct_session& cell) -> awaitable<void> { co_await cell.charge(1_A); }).value();
  EXPECT_FALSE(b.device->flows());
  EXPECT_EQ(b.device->state, maccor::channel_state::suspended);
}

TEST(direct_control, does_not_believe_a_rest_that_still_shows_current) {
  direct_bench b;
  b.device->leak = 0.5F;
  auto const done =
      b.run([](direct_session& cell) -> awaitable<void> { co_await cell.charge(1_A); });
  EXPECT_EQ(done.error(), errc::rest_not_verified);
  EXPECT_THAT(done.story(), HasSubstr("0.5 A"));
}

TEST(direct_control, leaves_alone_what_somebody_else_started_meanwhile) {
  direct_bench b;
  auto const done = b.run([&](direct_session& cell) -> awaitable<void> {
    co_await cell.rest();
    b.device->direct = false;  // Reset at the tester, and another test started there.
    co_await cell.hold_for(10s);
  });
  EXPECT_EQ(done.error(), maccor::direct_output_result::no_direct_mode) << done.story();
  EXPECT_EQ(b.device->count("suspend"), 0);
}

TEST(direct_control, resets_at_its_end_only_when_told_to) {
  direct_bench b;
  b.options.at_end = maccor::direct_end::reset;
  b.run([](direct_session& cell) -> awaitable<void> { co_await cell.charge(1_A); }).value();
  EXPECT_EQ(b.device->heard.back(), "reset");
  EXPECT_EQ(b.device->state, maccor::channel_state::available);
}

TEST(direct_control, refuses_options_that_make_no_sense_before_it_asks_anything) {
  auto const story_of = [](auto change) {
    direct_bench b;
    change(b);
    auto const done = b.run([](direct_session&) -> awaitable<void> { co_return; });
    EXPECT_TRUE(b.device->heard.empty());
    EXPECT_EQ(done.error(), sockio::errc::bad_value);
    return done.story();
  };
  EXPECT_THAT(story_of([](auto& b) { b.limits.v_min = 5_V; }), HasSubstr("v_min"));
  EXPECT_THAT(story_of([](auto& b) { b.limits.charge_to = 4.3_V; }), HasSubstr("charge_to"));
  EXPECT_THAT(story_of([](auto& b) { b.options.gap = 50ms; }), HasSubstr("100 ms"));
  EXPECT_THAT(story_of([](auto& b) { b.options.gap = 10s; }), HasSubstr("watchdog"));
  EXPECT_THAT(story_of([](auto& b) { b.options.rest_current = 2.5_A; }), HasSubstr("rest_current"));
  EXPECT_THAT(story_of([](auto& b) { b.options.rest_current = ampere{NAN}; }),
              HasSubstr("rest_current"));
  EXPECT_THAT(story_of([](auto& b) { b.options.heartbeat = 10s; }), HasSubstr("watchdog"));
  EXPECT_THAT(story_of([](auto& b) { b.options.power = b.options.resistance = true; }),
              HasSubstr("three"));
}

// The heartbeat.

TEST(direct_control_heartbeat, keeps_the_watchdog_of_the_tester_content_while_code_waits) {
  direct_bench b;
  b.device->watchdog = 10s;
  auto body = [](direct_session& cell) -> awaitable<void> {
    co_await cell.charge(1_A);
    co_await cell.hold_for(60s);
  };
  auto one = b.start(body);
  b.pass(59s);
  EXPECT_TRUE(b.device->flows());
  b.finish(one);
  one.value();
  auto const& times = b.device->outputs;
  for (std::size_t i = 1; i < times.size(); ++i) EXPECT_LT(times[i] - times[i - 1], 4s);
  EXPECT_GT(b.device->count("C 1"), 15);
}

TEST(direct_control_heartbeat, keeps_no_current_flowing_for_code_that_is_stuck) {
  direct_bench b;
  b.options.stuck_after = 5s;
  detail::clock_alarm<test_support::virtual_clock> elsewhere(b.io.get_executor());
  auto const start = test_support::virtual_clock::now();
  auto body = [&](direct_session& cell) -> awaitable<void> {
    co_await cell.charge(1_A);
    co_await elsewhere.wait_until(start + 1h);
    co_await cell.charge(0.5_A);
  };
  auto one = b.start(body);
  b.pass(4s);
  EXPECT_TRUE(b.device->flows());
  b.pass(2s);
  EXPECT_FALSE(b.device->flows());
  EXPECT_FALSE(one.done()) << "the code is still stuck";
  elsewhere.wake();
  b.finish(one);
  EXPECT_EQ(one.error(), errc::unattended) << one.story();
  EXPECT_THAT(one.story(), HasSubstr("charge 1 A up to 4.2 V"));
  EXPECT_EQ(b.device->count("C 0.5"), 0);
}

TEST(direct_control_heartbeat, goes_on_as_long_as_the_code_says_that_it_lives) {
  direct_bench b;
  b.options.stuck_after = 5s;
  detail::clock_alarm<test_support::virtual_clock> elsewhere(b.io.get_executor());
  auto body = [&](direct_session& cell) -> awaitable<void> {
    co_await cell.charge(1_A);
    for (int i = 0; i < 10; ++i) {
      auto const until = test_support::virtual_clock::now() + 4s;
      while (test_support::virtual_clock::now() < until) co_await elsewhere.wait_until(until);
      co_await cell.alive();
    }
  };
  auto one = b.start(body);
  b.pass(39s);
  EXPECT_TRUE(b.device->flows());
  b.finish(one);
  one.value();
}

TEST(direct_control_heartbeat, wakes_code_that_holds_when_the_tester_refuses_it) {
  direct_bench b;
  auto body = [](direct_session& cell) -> awaitable<void> {
    co_await cell.charge(1_A);
    co_await cell.hold_for(1h);
  };
  auto one = b.start(body);
  b.pass(5s);
  b.device->state = maccor::channel_state::suspended;  // A safety limit was hit.
  b.pass(10s);
  ASSERT_TRUE(one.done());
  EXPECT_EQ(one.error(), maccor::direct_output_result::not_active) << one.story();
}

}  // namespace cyclers_direct_control_test
