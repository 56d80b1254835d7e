#include <fmt/format.h>

#include "cycler_bench.hpp"

namespace sim::cycler::testing {
namespace procedure_run_test {

struct ending {
  char const* step;
  ended_by why;
  std::size_t end;
};

// Each step is followed by an end for the first way to go on and one for any other.
TEST(procedure, ends_each_step_by_the_condition_that_is_met_first) {
  ending const cases[] = {
      {"rest: {until: {time: 10 min}}", ended_by::time, 1},
      {"rest: {until: {test_time: 20 s, time: 1 min}}", ended_by::test_time, 1},
      {"rest: {until: {cycle: 1, time: 1 min}}", ended_by::cycle, 1},
      {"rest: {until: {voltage: below 3.8 V, time: 1 min}}", ended_by::voltage, 1},
      {"rest: {until: {VAR1: below 1, time: 1 min}}", ended_by::variable, 1},
      {"rest: {until: {temperature: below 30 C, time: 1 min}}", ended_by::temperature, 1},
      {"charge: {rate: 1 C, until: {voltage: 4 V}}", ended_by::voltage, 1},
      {"charge: {rate: 1 C, until: {voltage: 4 V, time: 1 min}}", ended_by::time, 1},
      {"charge: {rate: 1 C, until: {capacity: 100 mAh}}", ended_by::capacity, 1},
      {"charge: {rate: 1 C, until: {energy: 0.5 Wh}}", ended_by::energy, 1},
      {"charge: {rate: 1 C, voltage: 4 V, until: {current: C/10}}", ended_by::current, 1},
      {"charge: {rate: 1 C, voltage: 4 V, until: {power: 1 W}}", ended_by::power, 1},
      {"charge: {power: 20 W, until: {current: above 4.5 A}}", ended_by::current, 1},
      {"discharge: {rate: 1 C, until: {voltage: 3.5 V}}", ended_by::voltage, 1},
      {"discharge: {resistance: 1 ohm, until: {energy: 1 Wh}}", ended_by::energy, 1},
      {"discharge: {rate: 5 C, until: {temperature: 30 C, voltage: 2 V}}", ended_by::temperature,
       1},
      {"hold: {voltage: 3.9 V, until: {current: C/20}}", ended_by::current, 1},
      {"hold: {voltage: 3.5 V, rate: 1 C, until: {capacity: 200 mAh}}", ended_by::capacity, 1},
      {"rest: {until: [{time: 1 h}, {time: 10 s, goto: 3}]}", ended_by::time, 2},
      {"rest: {until: [{time: 1 h}, {VAR2: above -1, goto: 3}]}", ended_by::variable, 2}};
  for (auto const& one : cases) {
    SCOPED_TRACE(one.step);
    auto on = bench();
    run(on, fmt::format("steps:\n  - {}\n  - end\n  - end\n", one.step));
    EXPECT_EQ(on.status().state, run_state::complete);
    EXPECT_EQ(on.status().end_number, one.end);
    EXPECT_EQ(on.status().last_step, one.why);
  }
}

TEST(procedure, tells_why_the_last_step_has_ended) {
  auto on = bench();
  ASSERT_TRUE(
      on.start(read("steps:\n  - charge: {rate: 1 C, until: {voltage: 3.8 V}}\n"
                    "  - rest: {until: {time: 1 h}}\n")));
  EXPECT_EQ(on.status().last_step, ended_by::nothing);
  while (on.status().step == 1) on.advance(10s);
  EXPECT_EQ(on.status().last_step, ended_by::voltage);
  EXPECT_EQ(on.status().halted, ended_by::nothing);
  on.advance(1h);
  on.advance(1h);
  EXPECT_EQ(on.status().halted, ended_by::procedure);
  EXPECT_EQ(on.status().state, run_state::complete);
}

TEST(procedure, ends_a_step_at_the_very_value) {
  auto on = bench();
  run(on,
      "steps:\n"
      "  - charge: {rate: 1 C, until: {voltage: 4.1 V}}\n"
      "  - discharge: {rate: 1 C, until: {capacity: 1 Ah}}\n"
      "  - discharge: {rate: 1 C, until: {energy: 1 Wh}}\n"
      "  - rest: {until: {time: 1.2345 s}}\n");
  EXPECT_NEAR(end_of(on, 1).voltage, 4.1, 1e-7);
  EXPECT_NEAR(end_of(on, 2).of_step.discharge_ah, 1, 1e-8);
  EXPECT_NEAR(seconds(end_of(on, 2).step_time), 1200, 1e-4);
  EXPECT_NEAR(end_of(on, 3).of_step.discharge_wh, 1, 1e-8);
  EXPECT_EQ(end_of(on, 4).step_time, 1234500us);
}

TEST(procedure, takes_ten_milliseconds_for_a_step_whose_end_is_met_before_it_begins) {
  auto on = bench({.capacity = 3, .state_of_charge = 0.1});
  run(on, "steps:\n  - discharge: {rate: 1 C, until: {voltage: 3.9 V}}\n");
  EXPECT_EQ(end_of(on, 1).step_time, shortest_step);
}

TEST(procedure, takes_a_time_that_is_past_when_the_step_begins_for_one_that_ends_it) {
  for (auto const* until : {"{time: VAR5}", "{test_time: 1 s}"}) {
    auto on = bench();
    run(on, fmt::format("steps:\n  - rest: {{until: {{time: 2 s}}}}\n  - rest: {{until: {}}}\n",
                        until));
    EXPECT_EQ(end_of(on, 2).step_time, shortest_step);
  }
}

TEST(procedure, ends_a_step_when_a_var_makes_its_time_shorter_than_it_has_taken) {
  auto on = bench();
  on.set_variable(5, 3600);
  ASSERT_TRUE(on.start(read("steps:\n  - rest: {until: {time: VAR5}}\n  - pause\n")));
  on.advance(60s);
  on.set_variable(5, 30);
  on.advance(1s);
  EXPECT_EQ(on.status().state, run_state::paused);
  EXPECT_LE(end_of(on, 1).step_time, 60s + shortest_step);
}

TEST(procedure, fills_the_cell_by_constant_current_and_constant_voltage) {
  auto on = bench({.capacity = 3, .state_of_charge = 0});
  run(on,
      "steps:\n"
      "  - charge: {rate: 0.5 C, until: {voltage: 4.2 V}}\n"
      "  - hold: {voltage: 4.2 V, until: {current: C/50}}\n");
  EXPECT_NEAR(on.hardware().cell().state_of_charge(), 1, 0.005);
  EXPECT_NEAR(end_of(on, 1).current, 1.5, 1e-12);
  EXPECT_NEAR(end_of(on, 2).current, 0.06, 1e-4);
}

TEST(procedure, takes_c_from_the_start_of_the_test) {
  auto on = bench();
  ASSERT_TRUE(
      on.start(read("steps:\n  - charge: {rate: 0.5 C, until: {time: 1 h}}\n"), {.c_rate_ah = 2}));
  EXPECT_EQ(on.hardware().current(), 1);
}

TEST(procedure, lets_a_var_steer_the_step_under_way_at_once) {
  auto on = bench();
  on.set_variable(1, 1.5);
  on.set_variable(2, 4.1);
  ASSERT_TRUE(
      on.start(read("steps:\n"
                    "  - charge: {current: VAR1, until: {voltage: VAR2, VAR3: above 0.5}}\n"
                    "  - pause\n")));
  on.advance(60s);
  EXPECT_EQ(on.hardware().current(), 1.5);
  on.set_variable(1, 0.4);
  EXPECT_EQ(on.hardware().current(), 0.4);
  on.advance(60s);
  EXPECT_EQ(on.hardware().current(), 0.4);
  on.set_variable(3, 1);
  on.advance(1s);
  EXPECT_EQ(on.status().state, run_state::paused);
}

TEST(procedure, takes_no_var_that_there_is_not) {
  auto on = bench();
  EXPECT_FALSE(on.set_variable(0, 1));
  EXPECT_FALSE(on.set_variable(17, 1));
  EXPECT_FALSE(on.set_variable(1, std::numeric_limits<double>::quiet_NaN()));
  EXPECT_TRUE(on.set_variable(15, 1));
  EXPECT_EQ(on.vars()[14], 1);
}

TEST(procedure, sets_vars_from_numbers_and_from_each_other) {
  auto on = bench();
  run(on, "steps:\n  - set: {VAR3: 1.5, VAR4: VAR3}\n  - rest: {until: {time: 1 s}}\n");
  EXPECT_EQ(on.vars()[2], 1.5);
  EXPECT_EQ(on.vars()[3], 1.5);
}

TEST(procedure, counts_a_cycle_with_each_turn_of_a_loop) {
  auto on = bench();
  ASSERT_TRUE(
      on.start(read("steps:\n  - rest: {until: {time: 10 s}}\n"
                    "  - loop: {from: 1, times: 3}\n  - pause\n")));
  for (std::uint32_t const cycle : {1U, 2U, 3U}) {
    EXPECT_EQ(on.status().cycle, cycle);
    EXPECT_EQ(on.status().step, 1U);
    on.advance(10s);
  }
  EXPECT_EQ(on.status().state, run_state::paused);
  EXPECT_EQ(on.status().cycle, 3U);
  EXPECT_EQ(on.status().test_time, 30s);
}

TEST(procedure, runs_a_loop_within_a_loop_as_often_each_time) {
  auto on = bench();
  run(on,
      "steps:\n"
      "  - name: outer\n    rest: {until: {time: 1 s}}\n"
      "  - name: inner\n    rest: {until: {time: 1 min}}\n"
      "  - loop: {from: inner, times: 4, cycles: off}\n"
      "  - loop: {from: outer, times: 3}\n");
  EXPECT_EQ(on.status().test_time, 3 * (1s + 4min));
  EXPECT_EQ(on.status().cycle, 3U);
}

TEST(procedure, begins_an_inner_loop_anew_when_a_condition_had_left_it) {
  auto on = bench();
  ASSERT_TRUE(
      on.start(read("steps:\n"
                    "  - name: inner\n"
                    "    rest: {until: [{VAR1: above 0.5, goto: out}, {time: 1 min}]}\n"
                    "  - loop: {from: inner, times: 3}\n"
                    "  - name: out\n    rest: {until: {time: 1 s}}\n"
                    "  - set: {VAR1: 0}\n"
                    "  - loop: {from: inner, times: 2}\n")));
  on.advance(90s);
  on.set_variable(1, 1);
  on.advance(10min);
  EXPECT_EQ(on.status().state, run_state::complete);
  EXPECT_EQ(on.status().test_time / 1s, 90 + 1 + 3 * 60 + 1);
}

TEST(procedure, begins_a_loop_anew_when_it_comes_back_to_it_by_a_jump) {
  auto on = bench();
  run(on,
      "steps:\n  - rest: {until: {time: 1 min}}\n  - loop: {from: 1, times: 2}\n"
      "  - jump: {to: 1, if: {test_time: below 150 s}}\n");
  EXPECT_EQ(on.status().test_time, 4min);
}

TEST(procedure, jumps_when_a_condition_holds_and_goes_on_when_none_does) {
  for (double const value : {1.0, 3.0}) {
    auto on = bench();
    on.set_variable(1, value);
    run(on,
        "steps:\n  - rest: {until: {time: 1 s}}\n  - jump: {to: 4, if: {VAR1: above 2}}\n"
        "  - end\n  - end\n");
    EXPECT_EQ(on.status().end_number, value > 2 ? 2U : 1U);
  }
}

TEST(procedure, decides_a_jump_by_the_capacity_of_the_step_before) {
  auto on = bench();
  run(on,
      "steps:\n  - discharge: {rate: 1 C, until: {time: 6 min}}\n"
      "  - jump: {to: 4, if: {capacity: below 0.31 Ah}}\n  - end\n  - end\n");
  EXPECT_EQ(on.status().end_number, 2U);
}

TEST(procedure, moves_the_temperature_of_the_chamber) {
  auto on = bench();
  run(on,
      "steps:\n  - chamber: {temperature: 45 C}\n  - rest: {until: {temperature: above 44 C}}\n");
  EXPECT_EQ(on.status().state, run_state::complete);
  EXPECT_NEAR(end_of(on, 1 + 1).temperature, 44, 1e-6);
}

TEST(procedure, waits_at_a_pause_for_a_person) {
  auto on = bench();
  ASSERT_TRUE(
      on.start(read("steps:\n  - charge: {rate: 1 C, until: {time: 1 min}}\n  - pause\n"
                    "  - rest: {until: {time: 1 min}}\n")));
  on.advance(1h);
  EXPECT_EQ(on.status().state, run_state::paused);
  EXPECT_EQ(on.status().step, 2U);
  EXPECT_EQ(on.hardware().current(), 0);
  EXPECT_TRUE(on.resume());
  EXPECT_EQ(on.status().step, 3U);
  EXPECT_EQ(on.status().test_time, 1min);
}

TEST(procedure, is_stopped_when_it_goes_in_a_circle_that_takes_no_time) {
  auto on = bench();
  run(on, "steps:\n  - set: {VAR1: 1}\n  - jump: 1\n");
  EXPECT_EQ(on.status().state, run_state::stopped);
  EXPECT_EQ(on.status().halted, ended_by::no_progress);
}

TEST(procedure, records_by_time_from_the_start_of_each_step) {
  auto on = bench();
  run(on, "record: {time: 10 s}\nsteps:\n  - rest: {until: {time: 25 s}}\n");
  std::vector<duration> times;
  std::vector<record_reason> reasons;
  for (auto const& one : on.records()) {
    times.push_back(one.test_time);
    reasons.push_back(one.why);
  }
  using enum record_reason;
  EXPECT_EQ(times, (std::vector<duration>{0s, 10s, 20s, 25s}));
  EXPECT_EQ(reasons, (std::vector{step_start, time, time, step_end}));
  EXPECT_EQ(on.status().records, 4U);
}

TEST(procedure, records_when_the_voltage_has_moved_by_the_step_that_was_asked_for) {
  auto on = bench();
  run(on, "steps:\n  - charge: {rate: 1 C, record: {voltage: 10 mV}, until: {voltage: 4.2 V}}\n");
  auto const& records = on.records();
  ASSERT_GT(records.size(), 10U);
  for (std::size_t i = 1; i + 1 < records.size(); ++i) {
    EXPECT_EQ(records[i].why, record_reason::voltage);
    EXPECT_NEAR(records[i].voltage - records[i - 1].voltage, 0.01, 1e-7);
  }
}

TEST(procedure, records_when_the_current_has_moved) {
  auto on = bench();
  run(on,
      "steps:\n  - charge: {rate: 1 C, voltage: 4 V, record: {current: 100 mA},"
      " until: {current: C/10}}\n");
  EXPECT_GT(on.status().records, 20U);
  EXPECT_LT(on.status().records, 40U);
  EXPECT_EQ(on.records()[1].why, record_reason::current);
}

TEST(procedure, leaves_ten_milliseconds_between_records_however_fast_the_voltage_moves) {
  auto on = bench({.capacity = 3, .temperature = 5, .ambient = 5});
  run(on, "steps:\n  - charge: {current: 20 A, record: {voltage: 0.1 mV}, until: {time: 1 s}}\n");
  auto const& records = on.records();
  ASSERT_GT(records.size(), 40U);
  EXPECT_EQ(records[1].test_time, shortest_step);
  for (std::size_t i = 1; i + 1 < records.size(); ++i)
    EXPECT_GE(records[i].test_time - records[i - 1].test_time, shortest_step);
}

TEST(procedure, keeps_the_last_records_of_a_long_test_and_counts_them_all) {
  auto on = bench();
  run(on, "record: {time: 100 ms}\nsteps:\n  - rest: {until: {time: 200 s}}\n");
  EXPECT_EQ(on.records().size(), runner::most_records);
  EXPECT_EQ(on.status().records, 2001U);
  EXPECT_EQ(on.records().back().number, 2001U);
}

}  // namespace procedure_run_test
}  // namespace sim::cycler::testing
