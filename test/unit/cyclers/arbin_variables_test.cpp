#include <gmock/gmock.h>

#include <cyclers/arbin/messages.hpp>

#include "arbin_bench.hpp"
#include "detail/clock_alarm.hpp"
#include "support/virtual_clock.hpp"

namespace arbin_variables_test {

using namespace cyclers;
using namespace cyclers::arbin;
using namespace std::chrono_literals;
using cyclers::test::arbin_bench;
using cyclers::test::cti_asks;
using cyclers::test::cti_says;
using cyclers::test::ends;
using test_support::running;
using test_support::virtual_clock;
using testing::HasSubstr;

cyclers::detail::clock_time<virtual_clock> const paper_time;

cycler_options on_paper_time() {
  cycler_options options;
  options.channels = 8;
  options.time = &paper_time;
  return options;
}

struct paced_bench : arbin_bench {
  paced_bench() : arbin_bench(on_paper_time()) {}

  void expect_set(std::uint32_t channel, float value,
                  variable_result result = variable_result::ok) {
    link->on(cti_asks<messages::set_variable>({.channel = channel, .value = value}),
             ends<messages::set_variable>(static_cast<int>(channel), result));
  }
  running<variable_result> begins(int channel, double value) {
    running<variable_result> one(io.get_executor(), cycler.channel(channel).set_variable(1, value));
    settle();
    return one;
  }
  void settle() {
    io.restart();
    for (int i = 0; i < 100; ++i) io.poll();
  }
  void pass(sockio::duration time) {
    virtual_clock::jump(time);
    settle();
  }
};

TEST(arbin_variables, of_one_channel_are_set_200_ms_apart) {
  paced_bench b;
  b.expect_set(0, 1);
  EXPECT_TRUE(b.begins(1, 1).done());
  auto const next = b.begins(1, 2);
  EXPECT_FALSE(next.done());
  b.pass(199ms);
  EXPECT_FALSE(next.done());
  b.expect_set(0, 2);
  b.pass(1ms);
  EXPECT_EQ(next.value(), variable_result::ok);
}

TEST(arbin_variables, of_different_channels_do_not_wait_for_each_other) {
  paced_bench b;
  b.expect_set(0, 1);
  b.expect_set(1, 1);
  EXPECT_TRUE(b.begins(1, 1).done());
  EXPECT_TRUE(b.begins(2, 1).done());
}

TEST(arbin_variables, wait_for_each_channel_of_a_message) {
  paced_bench b;
  b.expect_set(1, 1);
  EXPECT_TRUE(b.begins(2, 1).done());
  std::vector<channel_variable> const values{{1, 1, 1}, {2, 1, 2}};
  running<variable_result> const both(b.io.get_executor(), b.cycler.set_variables(values));
  b.settle();
  EXPECT_FALSE(both.done());
  messages::set_variables::request body;
  body.values = {{0, meta_variable::ud1, 1}, {1, meta_variable::ud1, 2}};
  b.link->on(cti_asks<messages::set_variables>(body), ends<messages::set_variables>(-1));
  b.pass(200ms);
  EXPECT_TRUE(both.done());
  EXPECT_FALSE(b.begins(1, 1).done());
}

TEST(arbin_variables, are_kept_apart_after_a_refusal_too) {
  paced_bench b;
  b.expect_set(0, 1, variable_result::too_frequent);
  EXPECT_EQ(b.begins(1, 1).error(), variable_result::too_frequent);
  auto const next = b.begins(1, 2);
  EXPECT_FALSE(next.done());
  b.expect_set(0, 2);
  b.pass(200ms);
  EXPECT_TRUE(next.done());
}

TEST(arbin_variables, are_not_set_by_who_was_cancelled_while_waiting) {
  paced_bench b;
  b.expect_set(0, 1);
  EXPECT_TRUE(b.begins(1, 1).done());
  auto waiting = b.begins(1, 2);
  waiting.cancel();
  b.pass(200ms);
  EXPECT_TRUE(waiting.done());
  EXPECT_TRUE(waiting.error());
  b.expect_set(0, 3);
  b.pass(200ms);
  EXPECT_TRUE(b.begins(1, 3).done()) << "the channel is free again";
}

/// Is a channel whose test is steered by MV_UD1.
struct steered_bench : paced_bench {
  loop_limits bounds{.v_min = {3}, .v_max = {4.2}, .i_charge = {2}, .i_discharge = {1}};
  std::vector<std::string> trail;
  audit_trail audit{[this](std::string_view line) { trail.emplace_back(line); }};

  steered_bench() { bounds.time = &paper_time; }

  void shows(channel_status status, float current, std::uint32_t wanted = 0) {
    messages::channels_info::reply body;
    body.channels.emplace_back();
    body.channels[0].channel = 3;
    body.channels[0].status = status;
    body.channels[0].voltage = 3.5F;
    body.channels[0].current = current;
    if (wanted != 0) body.channels[0].temperatures.push_back({25, 0});
    link->on(cti_asks<messages::channels_info>({.only_channel = 3, .wanted = wanted}),
             cti_says<messages::channels_info>(body));
  }
  void stops(stop_result result = stop_result::ok) {
    link->on(cti_asks<messages::stop>({.channel = 3}), ends<messages::stop>(3, result));
  }
  running<void> controls(control_law law) {
    running<void> one(io.get_executor(), closed_loop(cycler.channel(4).variable(1), 1s, bounds,
                                                     audit, std::move(law)));
    settle();
    return one;
  }
};

control_law once(ampere what) {
  return [what, n = 0](reading const&) mutable {
    return n++ == 0 ? std::optional(what) : std::nullopt;
  };
}

TEST(arbin_closed_loop, sets_a_meta_variable_and_stops_the_test_at_its_end) {
  steered_bench b;
  b.shows(channel_status::charge, 0.5F);
  b.expect_set(3, 1.5F);
  auto const loop = b.controls(once(1.5_A));
  b.shows(channel_status::charge, 1.5F);
  b.stops();
  b.shows(channel_status::finished, 0);
  b.pass(1s);
  EXPECT_TRUE(loop.done());
  EXPECT_EQ(loop.story(), "(it succeeded)");
  EXPECT_THAT(b.trail.front(), HasSubstr("channel 4 MV_UD1"));
}

TEST(arbin_closed_loop, reads_the_temperature_when_a_limit_needs_it) {
  steered_bench b;
  b.bounds.t_max = celsius{45};
  b.shows(channel_status::charge, 0.5F, 0x400);
  b.stops();
  b.shows(channel_status::idle, 0);
  auto const loop = b.controls([](reading const&) { return std::nullopt; });
  EXPECT_EQ(loop.story(), "(it succeeded)");
}

TEST(arbin_closed_loop, takes_no_rest_step_for_the_end_of_a_test) {
  steered_bench b;
  b.shows(channel_status::charge, 0.5F);
  b.stops();
  b.shows(channel_status::rest, 0);
  auto const loop = b.controls([](reading const&) { return std::nullopt; });
  EXPECT_FALSE(loop.done());
  b.stops();
  b.shows(channel_status::go_stop, 0);
  b.pass(250ms);
  EXPECT_FALSE(loop.done());
  b.stops(stop_result::not_running);
  b.shows(channel_status::idle, 0);
  b.pass(250ms);
  EXPECT_EQ(loop.story(), "(it succeeded)");
}

TEST(arbin_closed_loop, says_loudly_that_a_channel_could_not_be_stopped) {
  steered_bench b;
  b.shows(channel_status::charge, 0.5F);
  b.stops(stop_result::window_in_use);
  b.shows(channel_status::charge, 0.5F);
  b.expect_set(3, 0);
  auto const loop = b.controls([](reading const&) { return std::nullopt; });
  EXPECT_FALSE(loop.done());
  b.stops(stop_result::window_in_use);
  b.shows(channel_status::charge, 0.5F);
  b.expect_set(3, 0);
  b.pass(30s);
  EXPECT_EQ(loop.error(), errc::rest_not_verified);
  EXPECT_THAT(loop.story(), HasSubstr("THE CHANNEL MAY STILL CARRY CURRENT"));
  EXPECT_THAT(loop.story(), HasSubstr("the cycler shows 'Charge' with 0.5 A"));
  EXPECT_THAT(loop.story(), HasSubstr("Someone else is controlling monitor window"));
  EXPECT_THAT(loop.story(), HasSubstr("MV_UD1 was set to 0"));
  EXPECT_THAT(loop.story(), HasSubstr("look at channel 4"));
}

TEST(arbin_closed_loop, steers_nothing_by_a_variable_that_there_is_not) {
  arbin_bench b;
  EXPECT_THROW(b.cycler.channel(1).variable(0), sockio::failure);
  EXPECT_THROW(b.cycler.channel(1).variable(17), sockio::failure);
}

}  // namespace arbin_variables_test
