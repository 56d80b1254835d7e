#include <gmock/gmock.h>

#include <cmath>
#include <fstream>

#include "arbin_client.hpp"

namespace arbin_tests {
namespace arbin_schedule_test {

using namespace cyclers::arbin;
using namespace std::chrono_literals;
using sim::arbin_client;
using trouble = sim::arbin_twin::trouble;
using testing::HasSubstr;
namespace cti = sim::cti_messages;

struct an_arbin_with_schedules : testing::Test {
  arbin_client cycler{sim::arbin{.channels = 4, .date = std::chrono::sys_seconds{}}};

  an_arbin_with_schedules() { cycler.log_in(); }

  void schedule(std::string const& name, std::string const& text) {
    std::ofstream(cycler.twin->folder() / "Work" / name) << text;
  }
  assign_result assign(int channel, std::string name) {
    return cycler.result<cti::assign_schedule>(
        {.channel = channel - 1, .schedule = std::move(name)});
  }
  start_result start(std::string name, std::uint16_t channel) {
    return cycler.result<cti::start>(
        {.test_name = std::move(name), .channels = {static_cast<std::uint16_t>(channel - 1)}});
  }
  stop_result stop(std::uint32_t channel) {
    return cycler.result<cti::stop>({.channel = channel - 1});
  }
  resume_result resume(int channel) { return cycler.result<cti::resume>({.channel = channel - 1}); }
  continue_result go_on(std::uint16_t channel) {
    return cycler.result<cti::continue_test>(
        {.channels = {static_cast<std::uint16_t>(channel - 1)}});
  }
  jump_result jump(int channel, int step) {
    return cycler.result<cti::jump>({.step = step, .channel = channel - 1});
  }
};

TEST_F(an_arbin_with_schedules, runs_the_one_that_was_assigned_and_counts_what_flows) {
  schedule("up.sdx", "steps: [{charge: {current: 1 A, until: {time: 1 h}}}]");
  cycler.run(2, "up.sdx", "cell-0042");
  cycler.pass(30min);
  auto const record = cycler.record(2);
  EXPECT_EQ(record.channel, 1U);
  EXPECT_EQ(record.master_channel, 1);
  EXPECT_EQ(record.status, channel_status::charge);
  EXPECT_EQ(record.schedule, "up.sdx");
  EXPECT_EQ(record.test_name, "cell-0042");
  EXPECT_EQ(record.exit_condition, "N/A");
  EXPECT_EQ(record.step_and_cycle, "[1] 1: Step_A, Charge");
  EXPECT_NEAR(record.test_time, 1800, 1e-6);
  EXPECT_NEAR(record.current, 1, 1e-6);
  EXPECT_NEAR(record.power, record.voltage, 1e-5);
  EXPECT_NEAR(record.charge_capacity, 0.5, 1e-6);
  EXPECT_NEAR(record.charge_energy, 0.5 * record.voltage, 0.1);
  EXPECT_EQ(record.discharge_capacity, 0);
  EXPECT_GT(record.internal_resistance, 0);
  EXPECT_GT(record.voltage_rate, 0);
  EXPECT_NEAR(cycler.twin->voltage(2), record.voltage, 1e-6);
  cycler.pass(1h);
  EXPECT_EQ(cycler.record(2).status, channel_status::finished);
  EXPECT_EQ(cycler.record(2).exit_condition, "Finished");
  EXPECT_EQ(cycler.record(1).status, channel_status::idle);
}

TEST_F(an_arbin_with_schedules, refuses_assignments_with_the_documented_codes) {
  schedule("broken.sdx", "steps: [{charge: {}}]");
  EXPECT_EQ(assign(5, "cycle.sdx"), assign_result::no_such_channel);
  EXPECT_EQ(assign(0, "cycle.sdx"), assign_result::no_such_channel);
  EXPECT_EQ(assign(1, ""), assign_result::no_schedule_name);
  EXPECT_EQ(assign(1, "missing.sdx"), assign_result::no_such_schedule);
  EXPECT_EQ(assign(1, "..\\..\\etc\\passwd.sdx"), assign_result::no_such_schedule);
  EXPECT_EQ(assign(1, "broken.sdx"), assign_result::failed);
  EXPECT_EQ(assign(1, "CYCLE.SDX"), assign_result::ok);
  cycler.run(1, "cycle.sdx", "one");
  EXPECT_EQ(assign(1, "cycle.sdx"), assign_result::running);
  cycler.twin->monitor_window(true);
  EXPECT_EQ(assign(2, "cycle.sdx"), assign_result::window_in_use);
  EXPECT_EQ(start("two", 1), start_result::window_in_use);
}

TEST_F(an_arbin_with_schedules, assigns_to_all_channels_and_answers_for_each) {
  cycler.run(3, "cycle.sdx", "one");
  auto const replies = cycler.all<cti::assign_schedule>({.all = 1, .schedule = "formation.sdx"});
  ASSERT_EQ(replies.size(), 4U);
  for (int n = 0; n < 4; ++n) {
    auto const& one = replies[static_cast<std::size_t>(n)];
    EXPECT_EQ(one.channel, n);
    EXPECT_EQ(one.result, n == 2 ? assign_result::running : assign_result::ok);
  }
}

TEST_F(an_arbin_with_schedules, refuses_starts_with_the_documented_codes) {
  EXPECT_EQ(start("one", 1), start_result::no_schedule);
  EXPECT_EQ(start("one", 5), start_result::no_such_channel);
  EXPECT_EQ(cycler.result<cti::start>({.test_name = "one"}), start_result::no_channels);
  ASSERT_EQ(assign(1, "cycle.sdx"), assign_result::ok);
  EXPECT_EQ(start("", 1), start_result::test_name);
  EXPECT_EQ(start("one", 1), start_result::ok);
  EXPECT_EQ(start("two", 1), start_result::running);
  ASSERT_EQ(assign(2, "cycle.sdx"), assign_result::ok);
  EXPECT_EQ(start("one", 2), start_result::test_name);
  cycler.twin->trouble_on(2, trouble::unsafe);
  EXPECT_EQ(start("two", 2), start_result::running);
  cycler.twin->trouble_on(2, trouble::disconnected);
  EXPECT_EQ(start("two", 2), start_result::not_connected);
  cycler.twin->trouble_on(2, trouble::none);
  cycler.twin->refuse("start", 0x22);
  EXPECT_EQ(start("two", 2), start_result::database);
  cycler.twin->refuse("start", 0);
  std::filesystem::remove(cycler.twin->folder() / "Work" / "cycle.sdx");
  EXPECT_EQ(start("two", 2), start_result::no_schedule);
  schedule("cycle.sdx", "steps: nonsense");
  EXPECT_EQ(start("two", 2), start_result::bad_schedule);
}

TEST_F(an_arbin_with_schedules, looks_at_the_name_of_a_test_when_nothing_else_is_in_the_way) {
  cycler.run(1, "cycle.sdx", "one");
  for (auto const* name : {"one", ""}) {
    EXPECT_EQ(start(name, 1), start_result::running);
    EXPECT_EQ(start(name, 2), start_result::no_schedule);
    EXPECT_EQ(start(name, 5), start_result::no_such_channel);
  }
  ASSERT_EQ(assign(2, "cycle.sdx"), assign_result::ok);
  cycler.twin->trouble_on(2, trouble::disconnected);
  EXPECT_EQ(start("one", 2), start_result::not_connected);
  cycler.twin->trouble_on(2, trouble::none);
  auto const far = cti::start_ex_record{
      .channel = 1, .test_name = "one", .schedule = "formation.sdx", .step = 99};
  EXPECT_EQ(cycler.result<cti::start_ex>({.channels = {far}}), start_result::step_number);
  EXPECT_EQ(start("one", 2), start_result::test_name);
  EXPECT_EQ(cycler.record(2).schedule, "cycle.sdx") << "a start that is refused assigns nothing";
  auto const replies = cycler.all<cti::start>({.test_name = "one", .channels = {0, 1}});
  ASSERT_EQ(replies.size(), 2U);
  EXPECT_EQ(replies[0].result, start_result::running);
  EXPECT_EQ(replies[1].result, start_result::test_name);
}

TEST_F(an_arbin_with_schedules, starts_many_channels_under_one_name_and_answers_for_each) {
  for (int n : {1, 3}) ASSERT_EQ(assign(n, "cycle.sdx"), assign_result::ok);
  auto const replies = cycler.all<cti::start>({.test_name = "batch-7", .channels = {2, 1, 0, 9}});
  ASSERT_EQ(replies.size(), 4U);
  EXPECT_EQ(replies[0].channel, 2);
  EXPECT_EQ(replies[0].result, start_result::ok);
  EXPECT_EQ(replies[1].result, start_result::no_schedule);
  EXPECT_EQ(replies[2].result, start_result::ok);
  EXPECT_EQ(replies[3].channel, 9);
  EXPECT_EQ(replies[3].result, start_result::no_such_channel);
  EXPECT_EQ(cycler.record(1).test_name, "batch-7");
  EXPECT_EQ(cycler.record(3).test_name, "batch-7");
}

TEST_F(an_arbin_with_schedules, takes_long_names_as_well) {
  ASSERT_EQ(assign(1, "cycle.sdx"), assign_result::ok);
  std::string const name(200, 'n');
  auto const reply = cycler.ask<cti::start_long>({.test_name = name, .channels = {0}});
  EXPECT_EQ(reply.result, start_result::ok);
  EXPECT_EQ(cycler.record(1).test_name, name.substr(0, 72));
  ASSERT_EQ(stop(1), stop_result::ok);
  auto const known = cycler.ask<cti::get_resume_data>({.channels = {0}}).channels.at(0);
  EXPECT_EQ(
      cycler.result<cti::resume_ex>(
          {.channels = {{.channel = 0, .test_name = known.test_name, .schedule = known.schedule}}}),
      resume_result::ok);
}

TEST_F(an_arbin_with_schedules, stops_and_resumes_where_it_stopped) {
  schedule("up.sdx", "steps: [{charge: {current: 1 A, until: {time: 1 h}}}]");
  EXPECT_EQ(resume(1), resume_result::no_schedule);
  cycler.run(1, "up.sdx", "one");
  EXPECT_EQ(resume(1), resume_result::running);
  cycler.pass(10min);
  EXPECT_EQ(stop(1), stop_result::ok);
  EXPECT_EQ(cycler.record(1).status, channel_status::idle);
  EXPECT_EQ(cycler.record(1).exit_condition, "Stopped by user");
  EXPECT_EQ(cycler.record(1).current, 0);
  EXPECT_EQ(stop(1), stop_result::ok);
  EXPECT_EQ(stop(5), stop_result::no_such_channel);
  cycler.pass(10min);
  EXPECT_EQ(resume(1), resume_result::ok);
  cycler.pass(10min);
  EXPECT_NEAR(cycler.record(1).test_time, 1200, 0.2);
  EXPECT_NEAR(cycler.record(1).charge_capacity, 1.0 / 3, 1e-3);
  stop(1);
  ASSERT_EQ(assign(1, "cycle.sdx"), assign_result::ok);
  EXPECT_EQ(resume(1), resume_result::test_name);
  EXPECT_EQ(start("two", 1), start_result::ok);
  EXPECT_EQ(cycler.record(1).charge_capacity, 0);
}

TEST_F(an_arbin_with_schedules, stops_and_resumes_all_and_answers_for_each) {
  cycler.run(2, "cycle.sdx", "one");
  cycler.twin->trouble_on(2, trouble::disconnected);
  EXPECT_EQ(stop(2), stop_result::not_connected);
  EXPECT_GT(cycler.twin->current(2), 0);
  cycler.twin->trouble_on(2, trouble::none);
  auto const stopped = cycler.all<cti::stop>({.all = 1});
  ASSERT_EQ(stopped.size(), 4U);
  for (auto const& one : stopped) EXPECT_EQ(one.result, stop_result::ok);
  EXPECT_EQ(cycler.twin->current(2), 0);
  auto const resumed = cycler.all<cti::resume>({.all = 1});
  ASSERT_EQ(resumed.size(), 4U);
  EXPECT_EQ(resumed[1].channel, 1);
  EXPECT_EQ(resumed[1].result, resume_result::ok);
  EXPECT_EQ(resumed[0].result, resume_result::no_schedule);
}

TEST_F(an_arbin_with_schedules, continues_what_is_paused_and_nothing_else) {
  schedule("pause.sdx", "steps: [{pause:}, {rest: {until: {time: 1 h}}}]");
  EXPECT_EQ(go_on(5), continue_result::no_such_channel);
  EXPECT_EQ(go_on(1), continue_result::not_paused);
  cycler.run(1, "pause.sdx", "one");
  EXPECT_EQ(cycler.record(1).status, channel_status::pause);
  EXPECT_EQ(resume(1), resume_result::running);
  EXPECT_EQ(go_on(1), continue_result::ok);
  EXPECT_EQ(cycler.record(1).status, channel_status::rest);
  EXPECT_EQ(go_on(1), continue_result::running);
  cycler.twin->trouble_on(1, trouble::unsafe);
  EXPECT_EQ(go_on(1), continue_result::unsafe);
  cycler.twin->trouble_on(1, trouble::calibrating);
  EXPECT_EQ(go_on(1), continue_result::calibrating);
  EXPECT_EQ(cycler.record(1).status, channel_status::calibration);
}

TEST_F(an_arbin_with_schedules, resumes_a_paused_test_that_was_stopped_behind_the_pause) {
  schedule("pause.sdx", "steps: [{pause:}, {rest: {until: {time: 1 h}}}]");
  cycler.run(1, "pause.sdx", "one");
  EXPECT_EQ(stop(1), stop_result::ok);
  EXPECT_EQ(go_on(1), continue_result::not_paused);
  EXPECT_EQ(resume(1), resume_result::ok);
  EXPECT_EQ(cycler.record(1).status, channel_status::rest);
}

TEST_F(an_arbin_with_schedules, jumps_to_a_step_and_stops_at_one_beyond_the_last) {
  schedule("steps.sdx",
           "steps: [{rest: {until: {time: 1 h}}}, {name: down, discharge: {current: 1 A, until: "
           "{time: 1 h}}}]");
  EXPECT_EQ(jump(1, 1), jump_result::not_running);
  ASSERT_EQ(assign(1, "steps.sdx"), assign_result::ok);
  EXPECT_EQ(jump(1, 1), jump_result::not_running);
  ASSERT_EQ(start("one", 1), start_result::ok);
  EXPECT_EQ(jump(1, 1), jump_result::ok);
  EXPECT_EQ(cycler.record(1).step_and_cycle, "[1] 2: down, Discharge");
  EXPECT_EQ(cycler.record(1).status, channel_status::discharge);
  EXPECT_NEAR(cycler.twin->current(1), -1, 1e-9);
  EXPECT_EQ(jump(1, 2), jump_result::ok);
  EXPECT_EQ(cycler.record(1).status, channel_status::idle);
  EXPECT_EQ(jump(1, 0), jump_result::not_running);
  EXPECT_EQ(resume(1), resume_result::ok);
  EXPECT_EQ(jump(9, 0), jump_result::no_such_channel);
}

TEST_F(an_arbin_with_schedules, cannot_jump_in_a_schedule_of_more_than_200_steps) {
  std::string text = "steps:\n";
  for (int n = 0; n < 200; ++n) text += "  - rest: {until: {time: 1 h}}\n";
  schedule("short.sdx", text);
  schedule("long.sdx", text + "  - rest: {until: {time: 1 h}}\n");
  cycler.run(1, "short.sdx", "one");
  cycler.run(2, "long.sdx", "two");
  EXPECT_EQ(jump(1, 199), jump_result::ok);
  EXPECT_EQ(jump(2, 199), jump_result::step_number);
}

TEST_F(an_arbin_with_schedules, is_unsafe_beyond_its_limits_until_somebody_stops_it) {
  schedule("far.sdx", "steps: [{charge: {current: 20 A, until: {voltage: 5.5 V}}}]");
  cycler.run(1, "far.sdx", "one");
  cycler.pass(3h);
  auto const record = cycler.record(1);
  EXPECT_EQ(record.status, channel_status::unsafe);
  EXPECT_THAT(record.exit_condition, HasSubstr("voltage above"));
  EXPECT_EQ(record.current, 0);
  auto const unsafe =
      cycler.ask<cti::channels_info>({.only_channel = -1, .selection = channel_selection::unsafe});
  ASSERT_EQ(unsafe.channels.size(), 1U);
  EXPECT_EQ(start("two", 1), start_result::running);
  EXPECT_EQ(resume(1), resume_result::running);
  EXPECT_EQ(stop(1), stop_result::ok);
  EXPECT_EQ(cycler.record(1).status, channel_status::idle);
}

TEST_F(an_arbin_with_schedules, tells_the_running_channels_only) {
  cycler.run(2, "cycle.sdx", "one");
  cycler.run(4, "formation.sdx", "two");
  auto const running =
      cycler.ask<cti::channels_info>({.only_channel = -1, .selection = channel_selection::running});
  ASSERT_EQ(running.channels.size(), 2U);
  EXPECT_EQ(running.channels[0].channel, 1U);
  EXPECT_EQ(running.channels[1].channel, 3U);
}

TEST_F(an_arbin_with_schedules, tells_and_takes_the_data_of_starts) {
  ASSERT_EQ(assign(1, "cycle.sdx"), assign_result::ok);
  auto const data = cycler.ask<cti::get_start_data>({.channels = {0, 1, 9}});
  ASSERT_EQ(data.channels.size(), 3U);
  EXPECT_EQ(data.channels[0].schedule, "cycle.sdx");
  EXPECT_EQ(data.channels[0].steps,
            (std::vector<std::string>{"up", "Step_B", "Step_C", "Step_D", "Step_E"}));
  EXPECT_EQ(data.channels[1].schedule, "");
  EXPECT_EQ(data.channels[2].result, data_result::database);
  auto const start_at = [&](std::string name, std::uint32_t step) {
    return cycler.result<cti::start_ex>({.channels = {{.channel = 0,
                                                       .test_name = std::move(name),
                                                       .schedule = "formation.sdx",
                                                       .creator = "me",
                                                       .comment = "new cell",
                                                       .step = step}}});
  };
  EXPECT_EQ(start_at("one", 99), start_result::step_number);
  EXPECT_EQ(start_at("one", 3), start_result::ok);
  EXPECT_THAT(cycler.record(1).step_and_cycle, HasSubstr("[1] 4: Step_D, Discharge"));
  EXPECT_EQ(cycler.record(1).schedule, "formation.sdx");
  auto const resume_data = cycler.ask<cti::get_resume_data>({.channels = {0, 1}}).channels;
  EXPECT_EQ(resume_data[0].comment, "new cell");
  EXPECT_EQ(resume_data[0].start_time, "1970-01-01 00:00:00");
  EXPECT_EQ(resume_data[1].result, data_result::no_test_name);
}

TEST_F(an_arbin_with_schedules, resumes_from_a_state_that_the_client_gives) {
  schedule("up.sdx",
           "steps: [{charge: {current: 1 A, until: {time: 1 h}}}, {charge: {current: MV_UD3, "
           "until: {time: 1 h}}}]");
  cycler.run(1, "up.sdx", "one");
  cycler.pass(6min);
  stop(1);
  auto table = cycler.ask<cti::get_resume_data>({.channels = {0}}).channels.at(0).resume_data;
  EXPECT_NEAR(table.charge_capacity, 0.1, 1e-4);
  table.cycle = 7;
  table.variables[2] = 0.5F;
  cti::resume_ex::request request{.channels = {{.channel = 0,
                                                .test_name = "one",
                                                .schedule = "up.sdx",
                                                .step = 1,
                                                .resume_data = table}}};
  EXPECT_EQ(cycler.result<cti::resume_ex>(request), resume_result::ok);
  cycler.pass(6min);
  auto const record = cycler.record(1);
  EXPECT_EQ(record.step_and_cycle, "[7] 2: Step_B, Charge");
  EXPECT_NEAR(record.current, 0.5, 1e-6);
  EXPECT_NEAR(record.charge_capacity, 0.15, 1e-4);
  EXPECT_NEAR(record.test_time, 720, 0.5);
  EXPECT_EQ(cycler.result<cti::resume_ex>(request), resume_result::running);
  stop(1);
  request.channels[0].step = 2;
  EXPECT_EQ(cycler.result<cti::resume_ex>(request), resume_result::step_number);
  request.channels[0].test_name = "other";
  EXPECT_EQ(cycler.result<cti::resume_ex>(request), resume_result::test_name);
}

TEST(an_arbin_that_takes_its_time, refuses_while_it_loads_a_schedule) {
  arbin_client cycler(sim::arbin{.channels = 1, .mits7 = true, .download_time = 2s});
  cycler.log_in();
  cti::assign_schedule::request const assignment{
      .schedule = "cycle.sdx", .capacity = 2, .barcode = "B-17", .variables = {1.5F}};
  EXPECT_EQ(cycler.result<cti::assign_schedule>(assignment), assign_result::ok);
  EXPECT_EQ(cycler.record(1).barcode, "B-17");
  EXPECT_EQ(cycler.result<cti::assign_schedule>(assignment), assign_result::downloading);
  cti::start::request const start{.test_name = "one", .channels = {0}};
  EXPECT_EQ(cycler.result<cti::start>(start), start_result::downloading);
  cycler.pass(2s);
  EXPECT_EQ(cycler.result<cti::start>(start), start_result::ok);
  EXPECT_EQ(cycler.twin->variable(1, 1), 1.5);
  EXPECT_NEAR(cycler.twin->current(1), 1, 1e-6);  // 0.5 C of 2 Ah
}

}  // namespace arbin_schedule_test
}  // namespace arbin_tests
