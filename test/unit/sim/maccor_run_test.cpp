#include <gmock/gmock.h>

#include <fstream>
#include <sstream>
#include <tuple>

#include "maccor_client.hpp"

namespace maccor_tests {
namespace maccor_run_test {

using namespace std::chrono_literals;
using namespace cyclers::maccor;
using sim::maccor_client;
using testing::HasSubstr;
namespace macnet = sim::macnet;

std::string text_of(std::filesystem::path const& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

struct a_maccor_test : testing::Test {
  maccor_client tester{sim::maccor{.channels = 8, .cells = {.capacity = 1}}};

  void start(int channel, std::string_view steps, std::string const& name = "test") {
    std::ofstream(tester.twin->folder() / "Procedur" / (name + ".000"))
        << "name: " << name << "\ndescription: for a test\nrecord: {time: 1 s}\nsteps:\n"
        << steps;
    auto const result = tester.ask<macnet::start>(
        channel, {.data = {.test_name = name, .procedure = name, .comment = "why"}});
    ASSERT_EQ(result.result.code, start_result::ok);
  }
  macnet::full_status::reply status(int channel = 1) {
    return tester.ask<macnet::full_status>(channel);
  }
  std::tuple<run_code, end_code, channel_state> codes() {
    auto const now = status().status;
    return {now.run, now.end, now.state};
  }
  void pass(sim::duration time) {
    for (; time > 0s; time -= std::min<sim::duration>(time, 60s))
      tester.pass(std::min<sim::duration>(time, 60s));
  }
};

TEST_F(a_maccor_test, runs_on_its_cell_and_tells_of_it) {
  start(1,
        "  - charge: {current: 1 A, until: {time: 10 s}}\n"
        "  - discharge: {current: 0.5 A, until: {time: 20 s}}\n"
        "  - rest: {until: {time: 1 min}}\n");
  pass(5s);
  auto now = status();
  EXPECT_EQ(now.status.state, channel_state::active);
  EXPECT_EQ(now.status.run, run_code::charge);
  EXPECT_EQ(now.status.end, end_code::record_time);
  EXPECT_FLOAT_EQ(now.current, 1);
  EXPECT_FLOAT_EQ(now.test_time, 5);
  EXPECT_EQ(now.last_record, 6U);
  EXPECT_NEAR(now.capacity, 5.0 / 3600, 1e-7);
  EXPECT_GT(tester.twin->current(1), 0);

  pass(10s);
  now = status();
  EXPECT_EQ(now.status.run, run_code::discharge);
  EXPECT_EQ(now.step, 2U);
  EXPECT_FLOAT_EQ(now.step_time, 5);
  EXPECT_FLOAT_EQ(now.current, 0.5F);
  EXPECT_LT(tester.twin->current(1), 0);

  pass(20s);
  EXPECT_EQ(status().status.run, run_code::rest);
  pass(60s);
  now = status();
  EXPECT_EQ(now.status.state, channel_state::completed);
  EXPECT_EQ(now.status.run, run_code::complete);
  EXPECT_EQ(now.status.end, end_code::normal_end);
  EXPECT_FLOAT_EQ(now.test_time, 90);
}

TEST_F(a_maccor_test, counts_its_cycles_and_says_at_which_end_it_came_out) {
  start(1,
        "  - name: up\n    charge: {current: 1 A, until: {time: 1 s}}\n"
        "  - discharge: {current: 1 A, until: {time: 1 s}}\n"
        "  - loop: {from: up, times: 3}\n"
        "  - jump: good\n  - name: bad\n    end:\n  - name: good\n    end:\n");
  EXPECT_EQ(status().cycle, 1U);
  EXPECT_EQ(tester.ask<macnet::end_status>(1).reached, 0U);
  pass(3s);
  EXPECT_EQ(status().cycle, 2U);
  pass(10s);
  EXPECT_EQ(status().cycle, 3U);
  auto const ended = tester.ask<macnet::end_status>(1);
  EXPECT_EQ(ended.ends, 2U);
  EXPECT_EQ(ended.reached, 2U);
}

TEST_F(a_maccor_test, can_be_suspended_and_resumed) {
  start(1, "  - charge: {current: 1 A, until: {time: 10 s}}\n");
  pass(4s);
  ASSERT_TRUE(tester.ask<macnet::suspend>(1).result.ok());
  EXPECT_EQ(codes(),
            std::tuple(run_code::suspended, end_code::suspended, channel_state::suspended));
  pass(1min);
  EXPECT_FLOAT_EQ(status().test_time, 4);
  EXPECT_EQ(tester.twin->current(1), 0);
  EXPECT_FALSE(tester.ask<macnet::suspend>(1).result.ok());
  ASSERT_TRUE(tester.binary<macnet::resume>(1).result.ok());
  EXPECT_FALSE(tester.binary<macnet::resume>(1).result.ok());
  pass(3s);
  EXPECT_FLOAT_EQ(status().test_time, 7);
}

TEST_F(a_maccor_test, follows_its_vars_while_it_runs) {
  start(1, "  - charge: {current: VAR1, until: {VAR3: above 0.5}}\n");
  EXPECT_FLOAT_EQ(status().current, 0);
  ASSERT_TRUE(tester.ask<macnet::set_variable>(1, {1, 0.01F}).result.ok());
  ASSERT_TRUE(tester.binary<macnet::set_variable>(1, {15, -2}).result.ok());
  EXPECT_FLOAT_EQ(status().current, 0.01F);
  auto const vars = tester.ask<macnet::variables>(1);
  EXPECT_FLOAT_EQ(vars.values.front(), 0.01F);
  EXPECT_FLOAT_EQ(vars.values.back(), -2);
  EXPECT_EQ(tester.result(R"("FClass":6,"FNum":9,"Chan":0,"VarNum":0,"Value":1)"), "Illegal value");
  EXPECT_EQ(tester.result(R"("FClass":6,"FNum":9,"Chan":0,"VarNum":16,"Value":1)"),
            "Illegal value");
  EXPECT_FALSE(tester.binary<macnet::set_variable>(1, {16, 1}).result.ok());
  ASSERT_TRUE(tester.ask<macnet::set_variable>(1, {3, 1}).result.ok());
  pass(1s);
  EXPECT_EQ(status().status.state, channel_state::completed);
}

TEST_F(a_maccor_test, stops_at_a_safety_limit_and_says_so) {
  macnet::safety_limits const limits{
      .v_max = 3.8F, .v_min = 2.5F, .i_charge = 5, .i_discharge = -5};
  EXPECT_EQ(tester.ask<macnet::set_safety>(1, limits).i_discharge, -5);
  EXPECT_FLOAT_EQ(tester.binary<macnet::set_safety>(1, limits).v_max, 3.8F);
  start(1, "  - charge: {current: 0.5 A, until: {time: 10 h}}\n");
  pass(1h);
  EXPECT_EQ(codes(),
            std::tuple(run_code::problem, end_code::voltage_safety, channel_state::problem));
  EXPECT_EQ(tester.twin->current(1), 0);
  EXPECT_LT(tester.twin->voltage(1), 3.81);
  EXPECT_TRUE(tester.ask<macnet::archive>(1).result.ok());
  EXPECT_EQ(status().status.state, channel_state::available);
}

TEST_F(a_maccor_test, has_safety_limits_within_the_specification_of_its_channel) {
  macnet::safety_limits const wanted{.v_max = 100,
                                     .v_min = -5,
                                     .i_charge = 500,
                                     .i_discharge = -500,
                                     .p_charge = 99,
                                     .p_discharge = 0};
  auto const taken = tester.ask<macnet::set_safety>(1, wanted);
  auto const can = tester.binary<macnet::channel_specification>({0, 1}).channels.at(0);
  EXPECT_EQ(taken.v_max, can.v_safe_max);
  EXPECT_EQ(taken.v_min, can.v_safe_min);
  EXPECT_EQ(taken.i_charge, can.i_safe_charge);
  EXPECT_EQ(taken.i_discharge, -can.i_safe_discharge);
  EXPECT_EQ(taken.p_charge, can.p_battery_charge);
  EXPECT_EQ(taken.p_discharge, 0);
}

TEST_F(a_maccor_test, takes_no_safety_limits_that_make_no_sense) {
  EXPECT_EQ(tester.json(R"("FClass":6,"FNum":10,"Chan":0,"VSafeMax":2,"VSafeMin":3,"ISafeChg":1,)"
                        R"("ISafeDis":1,"PBatSafeChg":0,"PBatSafeDis":0)"),
            "Illegal value");
}

TEST_F(a_maccor_test, leaves_its_data_in_the_archive) {
  start(2, "  - charge: {current: 1 A, until: {time: 2 s}}\n", "cell-0042");
  pass(5s);
  ASSERT_TRUE(tester.ask<macnet::archive>(2).result.ok());
  auto const folder = tester.twin->folder();
  EXPECT_FALSE(std::filesystem::exists(folder / "Active" / "cell-0042.002"));
  auto const data = text_of(folder / "Archive" / "cell-0042.002");
  EXPECT_THAT(data, HasSubstr("test: cell-0042\nprocedure: cell-0042\ncomment: why\n"));
  EXPECT_THAT(data, HasSubstr("\n1,1,1,0.000,0.000,0.000000,0.000000,1.000000,"));
  EXPECT_THAT(data, HasSubstr("\n3,1,1,2.000,2.000,0.000556,"));
  EXPECT_TRUE(data.ends_with(",129\n")) << data;
  EXPECT_THAT(text_of(folder / "SysEvent.log"), HasSubstr("channel 2: test 'cell-0042' runs"));
}

TEST_F(a_maccor_test, waits_for_a_person_at_a_pause) {
  start(1, "  - pause\n  - rest: {until: {time: 1 s}}\n");
  EXPECT_EQ(codes(), std::tuple(run_code::pause, end_code::pause_step, channel_state::suspended));
  ASSERT_TRUE(tester.ask<macnet::resume>(1).result.ok());
  pass(2s);
  EXPECT_EQ(status().status.state, channel_state::completed);
}

TEST_F(a_maccor_test, ends_with_a_reset_and_its_channel_is_free) {
  start(1, "  - charge: {current: 1 A, until: {time: 10 s}}\n");
  pass(4s);
  ASSERT_TRUE(tester.binary<macnet::reset>(1).result.ok());
  auto const now = status();
  EXPECT_EQ(now.status.state, channel_state::available);
  EXPECT_EQ(now.last_record, 0U);
  EXPECT_EQ(tester.twin->current(1), 0);
  EXPECT_EQ(tester.ask<macnet::names>(1).test_name, "");
  EXPECT_TRUE(tester.ask<macnet::reset>(1).result.ok());
}

TEST_F(a_maccor_test, shares_its_global_flags_with_all_channels) {
  EXPECT_EQ(tester.ask<macnet::set_global_flags>({}, {0x80000001}).flags, 0x80000001);
  EXPECT_EQ(tester.binary<macnet::variables>(8).global_flags, 0x80000001);
}

TEST_F(a_maccor_test, is_as_long_as_its_time_whatever_the_size_of_the_steps) {
  start(1, "  - charge: {current: 1 A, until: {time: 100 s}}\n");
  maccor_client other(tester.twin);
  for (int n = 0; n < 1000; ++n) tester.pass(37ms);
  EXPECT_NEAR(other.ask<macnet::full_status>(1).test_time, 37, 0.1);
}

}  // namespace maccor_run_test
}  // namespace maccor_tests
