#include <gtest/gtest.h>

#include <limits>

#include "cycler/channel.hpp"

namespace cell_channel_test {

using namespace sim::cycler;

channel on_bench(double state_of_charge = 0.5, rating can = {}) {
  return channel({.capacity = 3, .state_of_charge = state_of_charge}, can);
}

void run(channel& on, set_points const& wanted, double seconds) {
  for (int i = 0; i < static_cast<int>(seconds * 10); ++i) on.step(wanted, 0.1);
}

TEST(channel, lets_no_current_flow_at_rest) {
  auto on = on_bench();
  run(on, {.way = direction::rest, .current = 1}, 10);
  EXPECT_EQ(on.current(), 0);
  EXPECT_EQ(on.governed_by(), governor::nothing);
  EXPECT_EQ(on.counted().charge_ah, 0);
}

TEST(channel, gives_a_constant_current_its_sign_by_direction) {
  auto on = on_bench();
  run(on, {.way = direction::charge, .current = 1.5}, 1);
  EXPECT_EQ(on.current(), 1.5);
  run(on, {.way = direction::discharge, .current = 1.5}, 1);
  EXPECT_EQ(on.current(), -1.5);
  EXPECT_EQ(on.governed_by(), governor::current);
}

TEST(channel, tapers_at_the_voltage_limit_until_the_cell_is_full) {
  auto on = on_bench();
  set_points const wanted{.way = direction::charge, .current = 1.5, .voltage = 4.2};
  run(on, wanted, 1500);
  EXPECT_EQ(on.governed_by(), governor::current);
  run(on, wanted, 2400);
  EXPECT_EQ(on.governed_by(), governor::voltage);
  EXPECT_NEAR(on.voltage(), 4.2, 1e-9);
  double const early = on.current();
  run(on, wanted, 3600);
  EXPECT_LT(on.current(), early);
  EXPECT_GT(on.current(), 0);
  EXPECT_GT(on.cell().state_of_charge(), 0.99);
}

TEST(channel, never_goes_past_a_voltage_limit) {
  auto on = on_bench(0.9);
  for (int i = 0; i < 36'000; ++i) {
    on.step({.way = direction::charge, .current = 3, .voltage = 4.2}, 0.1);
    ASSERT_LE(on.voltage(), 4.2 + 1e-9);
  }
}

TEST(channel, does_not_turn_a_charge_round_when_the_cell_is_above_the_limit) {
  auto on = on_bench(1);
  run(on, {.way = direction::charge, .current = 1, .voltage = 3.8}, 1);
  EXPECT_EQ(on.current(), 0);
  run(on, {.way = direction::discharge, .current = 1, .voltage = 4.3}, 1);
  EXPECT_EQ(on.current(), 0);
}

TEST(channel, holds_a_voltage_from_both_sides) {
  auto on = on_bench(0.5);
  run(on, {.way = direction::hold, .voltage = 3.8}, 1);
  EXPECT_GT(on.current(), 0);
  EXPECT_NEAR(on.voltage(), 3.8, 1e-9);
  run(on, {.way = direction::hold, .voltage = 3.6}, 1);
  EXPECT_LT(on.current(), 0);
  EXPECT_NEAR(on.voltage(), 3.6, 1e-9);
}

TEST(channel, holds_a_voltage_no_harder_than_its_other_set_points_allow) {
  auto on = on_bench(0.5);
  run(on, {.way = direction::hold, .current = 0.5, .voltage = 4.2}, 1);
  EXPECT_EQ(on.current(), 0.5);
  run(on, {.way = direction::hold, .current = 0.5, .voltage = 3.0}, 1);
  EXPECT_EQ(on.current(), -0.5);
  run(on, {.way = direction::hold, .voltage = 3.0, .power = 1}, 1);
  EXPECT_NEAR(on.power(), -1, 1e-9);
}

TEST(channel, keeps_a_constant_power) {
  auto on = on_bench();
  run(on, {.way = direction::discharge, .power = 10}, 600);
  EXPECT_NEAR(on.power(), -10, 1e-9);
  run(on, {.way = direction::charge, .power = 10}, 600);
  EXPECT_NEAR(on.power(), 10, 1e-9);
}

TEST(channel, loads_the_cell_with_a_constant_resistance) {
  auto on = on_bench();
  run(on, {.way = direction::discharge, .resistance = 2}, 600);
  EXPECT_NEAR(on.voltage() / -on.current(), 2, 1e-9);
}

TEST(channel, follows_the_one_of_three_set_points_that_allows_the_least_current) {
  auto on = on_bench();
  run(on, {.way = direction::discharge, .current = 5, .power = 10, .resistance = 3}, 1);
  EXPECT_EQ(on.governed_by(), governor::resistance);
  run(on, {.way = direction::discharge, .current = 5, .power = 1, .resistance = 3}, 1);
  EXPECT_EQ(on.governed_by(), governor::power);
  run(on, {.way = direction::discharge, .current = 0.1, .power = 1, .resistance = 3}, 1);
  EXPECT_EQ(on.governed_by(), governor::current);
}

TEST(channel, gives_no_current_for_set_points_that_are_none) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  auto on = on_bench();
  for (auto const& wanted :
       {set_points{.way = direction::charge}, set_points{.way = direction::charge, .current = nan},
        set_points{.way = direction::charge, .current = -1},
        set_points{.way = direction::discharge, .resistance = 0},
        set_points{.way = direction::charge, .resistance = 0},
        set_points{.way = direction::hold, .current = 1}}) {
    run(on, wanted, 0.1);
    EXPECT_EQ(on.current(), 0);
  }
}

TEST(channel, takes_set_points_beyond_all_bounds_for_what_its_rating_allows) {
  auto on = on_bench(0.5, {.most_current = 10});
  run(on, {.way = direction::charge, .current = 1e300, .power = 1e300, .resistance = 1e-300}, 0.1);
  EXPECT_EQ(on.current(), 10);
  run(on, {.way = direction::charge, .current = 1, .power = -1e300}, 0.1);
  EXPECT_EQ(on.current(), 0);
}

TEST(channel, goes_no_further_than_its_rating) {
  auto on = on_bench(0.5, {.least_voltage = 2, .most_voltage = 4.5, .most_current = 10});
  run(on, {.way = direction::discharge, .current = 50}, 1);
  EXPECT_EQ(on.current(), -10);
  EXPECT_EQ(on.governed_by(), governor::rating);
  run(on, {.way = direction::discharge, .current = 5}, 7200);
  // It cools down afterwards, which moves the open-circuit voltage a little.
  EXPECT_NEAR(on.voltage(), 2, 5e-3);
  EXPECT_GT(on.current(), -0.1);
}

TEST(channel, counts_charge_and_energy_for_each_direction) {
  auto on = on_bench();
  run(on, {.way = direction::charge, .current = 1.5}, 1200);
  run(on, {.way = direction::discharge, .current = 3}, 600);
  EXPECT_NEAR(on.counted().charge_ah, 0.5, 1e-9);
  EXPECT_NEAR(on.counted().discharge_ah, 0.5, 1e-9);
  EXPECT_GT(on.counted().charge_wh, 0.5 * 3.7);
  EXPECT_LT(on.counted().discharge_wh, on.counted().charge_wh);
  EXPECT_GT(on.counted().discharge_wh, 0.5 * 3.4);
}

TEST(channel, shows_a_new_output_at_once) {
  auto on = on_bench();
  double const before = on.voltage();
  on.look({.way = direction::discharge, .current = 3});
  EXPECT_EQ(on.current(), -3);
  EXPECT_LT(on.voltage(), before);
  EXPECT_EQ(on.counted().discharge_ah, 0);
}

struct limit_case {
  char const* what;
  safety_limits limits;
  set_points wanted;
  trip expected;
};

TEST(channel, tells_which_safety_limit_it_is_beyond) {
  set_points const in{.way = direction::charge, .current = 3};
  set_points const out{.way = direction::discharge, .current = 3};
  limit_case const cases[] = {
      {"voltage high", {.most_voltage = 3.75}, in, trip::voltage_high},
      {"voltage low", {.least_voltage = 3.7}, out, trip::voltage_low},
      {"charge current", {.most_charge_current = 2.9}, in, trip::charge_current},
      {"discharge current", {.most_discharge_current = 2.9}, out, trip::discharge_current},
      {"charge power", {.most_charge_power = 5}, in, trip::charge_power},
      {"discharge power", {.most_discharge_power = 5}, out, trip::discharge_power},
      {"temperature", {.most_temperature = 20}, in, trip::temperature},
      {"other direction", {.most_charge_current = 1, .most_charge_power = 1}, out, trip::none},
      {"at the limit", {.most_charge_current = 3}, in, trip::none},
      {"no limit", {}, in, trip::none}};
  for (auto const& one : cases) {
    SCOPED_TRACE(one.what);
    auto on = on_bench();
    on.safety(one.limits);
    on.step(one.wanted, 0.1);
    EXPECT_EQ(on.breach(), one.expected);
  }
}

}  // namespace cell_channel_test
