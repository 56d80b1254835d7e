#include "cycler_bench.hpp"

namespace sim::cycler::testing {
namespace procedure_command_test {

constexpr auto charge_then_rest =
    "steps:\n  - charge: {rate: 1 C, until: {time: 10 min}}\n"
    "  - rest: {until: {time: 10 min}}\n";

runner charging() {
  auto on = bench();
  EXPECT_TRUE(on.start(read(charge_then_rest)));
  on.advance(60s);
  return on;
}

TEST(test_run, is_idle_until_it_is_started) {
  auto on = bench();
  on.advance(1h);
  EXPECT_EQ(on.status().state, run_state::idle);
  EXPECT_EQ(on.status().step, 0U);
  EXPECT_FALSE(on.suspend());
  EXPECT_FALSE(on.resume());
  EXPECT_FALSE(on.stop());
  EXPECT_FALSE(on.jump_to(1));
  EXPECT_FALSE(on.output({}));
}

TEST(test_run, stands_still_while_it_is_suspended_and_goes_on_where_it_was) {
  auto on = charging();
  EXPECT_TRUE(on.suspend());
  EXPECT_EQ(on.status().state, run_state::suspended);
  EXPECT_EQ(on.status().halted, ended_by::person);
  EXPECT_EQ(on.hardware().current(), 0);
  on.advance(1h);
  EXPECT_EQ(on.status().step_time, 60s);
  EXPECT_TRUE(on.resume());
  EXPECT_EQ(on.hardware().current(), 3);
  on.advance(9min);
  EXPECT_EQ(on.status().step, 2U);
  EXPECT_NEAR(on.status().of_test.charge_ah, 0.5, 1e-9);
}

TEST(test_run, acts_on_a_command_at_its_own_time_not_at_the_next_slice) {
  auto on = charging();
  on.advance(37ms);
  EXPECT_EQ(on.status().step_time, 60s) << "not yet a whole slice";
  on.suspend();
  EXPECT_EQ(on.status().step_time, 60s + 37ms);
  EXPECT_NEAR(on.status().of_step.charge_ah, 3 * 60.037 / 3600, 1e-12);
}

TEST(test_run, ends_for_good_when_it_is_stopped) {
  auto on = charging();
  EXPECT_TRUE(on.stop());
  EXPECT_EQ(on.status().state, run_state::stopped);
  EXPECT_EQ(on.status().step, 1U);
  EXPECT_EQ(on.hardware().current(), 0);
  EXPECT_FALSE(on.resume());
  EXPECT_FALSE(on.stop());
}

TEST(test_run, can_be_stopped_while_it_is_suspended) {
  auto on = charging();
  on.suspend();
  EXPECT_TRUE(on.stop());
  EXPECT_EQ(on.status().state, run_state::stopped);
}

TEST(test_run, goes_on_with_another_step_when_it_is_told_to) {
  auto on = charging();
  EXPECT_TRUE(on.jump_to(2));
  EXPECT_EQ(on.status().step, 2U);
  EXPECT_EQ(on.status().step_time, 0s);
  EXPECT_EQ(on.status().test_time, 60s);
  EXPECT_EQ(on.status().last_step, ended_by::jump);
}

TEST(test_run, is_stopped_by_a_jump_to_a_step_that_does_not_exist) {
  for (std::size_t const step : {std::size_t{0}, std::size_t{3}}) {
    auto on = charging();
    EXPECT_TRUE(on.jump_to(step));
    EXPECT_EQ(on.status().state, run_state::stopped);
  }
}

TEST(test_run, begins_at_the_step_and_cycle_that_it_is_told) {
  auto on = bench();
  EXPECT_FALSE(on.start(read(charge_then_rest), {.first_step = 3}));
  EXPECT_FALSE(on.start(read(charge_then_rest), {.first_step = 0}));
  EXPECT_TRUE(on.start(read(charge_then_rest), {.first_step = 2, .cycle = 7}));
  EXPECT_EQ(on.status().step, 2U);
  EXPECT_EQ(on.status().cycle, 7U);
}

TEST(test_run, is_neither_replaced_nor_forgotten_while_it_is_under_way) {
  auto on = charging();
  EXPECT_FALSE(on.start(read(charge_then_rest)));
  EXPECT_FALSE(on.start_direct({}));
  EXPECT_FALSE(on.clear());
  on.stop();
  EXPECT_TRUE(on.clear());
  EXPECT_EQ(on.status().state, run_state::idle);
  EXPECT_EQ(on.status().records, 0U);
  EXPECT_TRUE(on.start(read(charge_then_rest)));
}

TEST(test_run, trips_on_a_safety_limit_and_can_be_resumed) {
  auto on = charging();
  on.safety({.most_charge_current = 2});
  on.advance(1s);
  EXPECT_EQ(on.status().state, run_state::tripped);
  EXPECT_EQ(on.status().tripped, trip::charge_current);
  EXPECT_EQ(on.status().halted, ended_by::safety);
  EXPECT_EQ(on.hardware().current(), 0);
  on.safety({});
  EXPECT_TRUE(on.resume());
  on.advance(1s);
  EXPECT_EQ(on.status().state, run_state::running);
  EXPECT_EQ(on.status().tripped, trip::none);
}

TEST(test_run, trips_at_the_voltage_limit_before_the_cell_is_past_it) {
  auto on = charging();
  on.safety({.most_voltage = 4.0});
  ASSERT_TRUE(on.jump_to(1));
  on.advance(10min);
  EXPECT_EQ(on.status().state, run_state::tripped);
  EXPECT_EQ(on.status().tripped, trip::voltage_high);
  EXPECT_NEAR(on.records().back().voltage, 4.0, 1e-5);
}

TEST(test_run, lets_a_person_set_the_output_in_direct_mode) {
  auto on = bench();
  ASSERT_TRUE(on.start_direct({.way = direction::charge, .current = 1, .voltage = 4.2}));
  EXPECT_TRUE(on.direct());
  EXPECT_EQ(on.status().step, 1U);
  EXPECT_EQ(on.hardware().current(), 1);
  on.advance(10s);
  EXPECT_TRUE(on.output({.way = direction::discharge, .current = 0.5, .voltage = 3}));
  EXPECT_EQ(on.hardware().current(), -0.5);
  on.advance(10s);
  EXPECT_NEAR(on.status().of_test.charge_ah, 10.0 / 3600, 1e-12);
  EXPECT_NEAR(on.status().of_test.discharge_ah, 5.0 / 3600, 1e-12);
  EXPECT_TRUE(on.output({}));
  EXPECT_EQ(on.hardware().current(), 0);
  EXPECT_FALSE(on.jump_to(1));
  EXPECT_TRUE(on.stop());
  EXPECT_FALSE(on.output({}));
}

TEST(test_run, records_in_direct_mode_by_its_rule) {
  auto on = bench();
  ASSERT_TRUE(on.start_direct({.way = direction::charge, .current = 1}, {.time = 1s}));
  on.advance(10s);
  EXPECT_EQ(on.status().records, 11U);
}

TEST(test_run, trips_in_direct_mode_too) {
  auto on = bench();
  on.safety({.least_voltage = 3.6});
  ASSERT_TRUE(on.start_direct({.way = direction::discharge, .current = 3}));
  on.advance(2h);
  EXPECT_EQ(on.status().tripped, trip::voltage_low);
  EXPECT_FALSE(on.output({.way = direction::discharge, .current = 3}));
}

TEST(test_run, goes_on_after_it_was_moved) {
  auto on = charging();
  auto moved = std::move(on);
  moved.advance(60s);
  EXPECT_EQ(moved.status().step_time, 120s);
  auto direct = bench();
  ASSERT_TRUE(direct.start_direct({.way = direction::charge, .current = 1}, {.time = 1s}));
  auto elsewhere = std::move(direct);
  elsewhere.advance(10s);
  EXPECT_EQ(elsewhere.status().records, 11U);
}

TEST(test_run, lets_an_idle_cell_relax_and_follow_its_chamber) {
  auto on = charging();
  on.stop();
  double const at_once = on.hardware().voltage();
  on.ambient(40);
  on.advance(2h);
  EXPECT_LT(on.hardware().voltage(), at_once);
  EXPECT_NEAR(on.hardware().temperature(), 40, 0.01);
}

}  // namespace procedure_command_test
}  // namespace sim::cycler::testing
