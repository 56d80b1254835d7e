#include <gmock/gmock.h>

#include <cyclers/arbin/blocking.hpp>
#include <cyclers/arbin/cycler.hpp>
#include <fstream>

#include "sim/arbin.hpp"
#include "sim/lab.hpp"
#include "support/running.hpp"

namespace arbin_driver_test {

using namespace cyclers;
using namespace cyclers::arbin;
using namespace std::chrono_literals;
using testing::HasSubstr;

/// Is the driver with a cycler that is a twin, without sockets.
struct driver_bench {
  explicit driver_bench(sim::arbin const& options = {.channels = 8}, cycler_options how = {})
      : lab(std::make_shared<sim::clock>(1), options),
        who(std::make_shared<login>(cyclers::credentials("ada", "lovelace"))),
        links{lab.link(io.get_executor(), 0, link_options_of(how), login::callbacks(who, how)),
              nullptr},
        cycler(links, how, who) {}

  template <class T>
  T run(awaitable<T> operation) {
    return test_support::run(io, std::move(operation));
  }
  template <class T>
  sockio::failure failure_of(awaitable<T> operation) {
    auto const ended = test_support::result_of(io, std::move(operation));
    EXPECT_TRUE(ended.has_error()) << "nothing failed";
    return ended.has_error() ? ended.error() : sockio::failure();
  }
  template <class F>
  auto twin(F&& use) {
    return lab[0].with(
        [&](sim::device& device) { return use(dynamic_cast<sim::arbin_twin&>(device)); });
  }
  void schedule(std::string const& name, std::string const& text) {
    auto const folder = twin([](sim::arbin_twin& one) { return one.folder(); });
    std::ofstream(folder / "Work" / name) << text;
  }
  /// Lets a channel run a schedule.
  arbin::channel running(int number, std::string_view schedule) {
    auto const channel = cycler.channel(number);
    run(channel.assign(schedule));
    run(channel.start("a test"));
    lab.advance(1s);
    return channel;
  }

  boost::asio::io_context io;
  sim::lab lab;
  std::shared_ptr<login> who;
  connections links;
  arbin::cycler cycler;
};

TEST(arbin_driver, logs_in_and_reads_a_whole_twin_in_one_round_trip) {
  driver_bench b({.name = "the big one", .channels = 1000});
  EXPECT_EQ(b.run(b.cycler.info()).nick_name, "the big one");
  auto const before = b.links.main->counters().requests;
  auto const all = b.run(b.cycler.readings({.aux = true}));
  ASSERT_EQ(all.size(), 1000U);
  EXPECT_EQ(all.back().channel, 1000);
  EXPECT_EQ(all.back().status, activity::idle);
  EXPECT_GT(all.back().voltage, 2);
  EXPECT_EQ(b.links.main->counters().requests - before, 1U);
}

TEST(arbin_driver, reads_a_twin_that_sends_a_message_for_each_channel) {
  driver_bench b({.channels = 20, .one_message_a_channel = true});
  b.running(7, "cycle.sdx");
  EXPECT_EQ(b.run(b.cycler.readings()).size(), 20U);
  auto const some = b.run(b.cycler.channels(channel_selection::running));
  ASSERT_EQ(some.size(), 1U);
  EXPECT_NE(some.find(channel_number(7)), nullptr);
}

TEST(arbin_driver, finds_the_running_and_the_unsafe_channels) {
  driver_bench b;
  b.running(7, "cycle.sdx");
  b.twin([](auto& one) { one.trouble_on(2, sim::arbin_twin::trouble::unsafe); });
  b.lab.advance(1s);
  auto const some = b.run(b.cycler.channels(channel_selection::running));
  ASSERT_EQ(some.size(), 1U);
  EXPECT_NE(some.find(channel_number(7)), nullptr);
  auto const bad = b.run(b.cycler.channels(channel_selection::unsafe));
  ASSERT_EQ(bad.size(), 1U);
  EXPECT_NE(bad.find(channel_number(2)), nullptr);
}

TEST(arbin_driver, runs_a_test_from_its_assignment_to_its_stop_and_on) {
  driver_bench b;
  b.schedule("up.sdx", "steps: [{charge: {current: 1 A, until: {time: 1 h}}}]");
  auto const channel = b.cycler.channel(3);
  EXPECT_EQ(b.failure_of(channel.start("cell-0043")).code(), start_result::no_schedule);
  EXPECT_EQ(b.failure_of(channel.assign("none.sdx")).code(), assign_result::no_such_schedule);
  EXPECT_EQ(b.run(channel.assign("up.sdx")), assign_result::ok);
  EXPECT_EQ(b.run(channel.start("cell-0043")), start_result::ok);
  b.lab.advance(36s);
  auto const seen = b.run(channel.read());
  EXPECT_EQ(seen.status, activity::charging);
  EXPECT_NEAR(seen.current, 1, 0.01);
  EXPECT_NEAR(seen.capacity.value_or(0), 0.01, 0.001);
  EXPECT_EQ(seen.step, 1U);
  EXPECT_EQ(seen.cycle, 1U);
  EXPECT_EQ(seen.test_name, "cell-0043");
  EXPECT_EQ(b.failure_of(channel.start("cell-0044")).code(), start_result::running);
  EXPECT_EQ(b.failure_of(channel.continue_test()).code(), continue_result::running);
  EXPECT_EQ(b.run(channel.stop()), stop_result::ok);
  b.lab.advance(1s);
  EXPECT_TRUE(without_current(b.run(channel.read()).status));
  EXPECT_EQ(b.failure_of(channel.jump(1)).code(), jump_result::not_running);
  EXPECT_EQ(b.run(channel.resume()), resume_result::ok);
  b.lab.advance(1s);
  EXPECT_EQ(b.run(channel.read()).status, activity::charging);
}

TEST(arbin_driver, jumps_and_goes_on_after_a_pause_of_the_schedule) {
  driver_bench b;
  b.schedule("pause.sdx", "steps: [{pause:}, {rest: {until: {time: 1 h}}}]");
  auto const channel = b.running(1, "pause.sdx");
  EXPECT_EQ(b.run(channel.read()).status, activity::suspended);
  EXPECT_EQ(b.run(channel.continue_test()), continue_result::ok);
  b.lab.advance(1s);
  EXPECT_EQ(b.run(channel.read()).step, 2U);
  EXPECT_EQ(b.run(channel.jump(1)), jump_result::ok);
  b.lab.advance(1s);
  EXPECT_EQ(b.run(channel.read()).step, 1U);
}

TEST(arbin_driver, starts_and_stops_many_channels_with_one_message_each) {
  driver_bench b;
  for (int const each : {1, 2, 5}) b.run(b.cycler.channel(each).assign("cycle.sdx"));
  auto const started = b.run(b.cycler.start("batch-7", {1, 2, 5, 6}));
  for (int const each : {1, 2, 5}) EXPECT_TRUE(started.at(each)) << each;
  EXPECT_EQ(started.at(6).error().code(), start_result::no_schedule);
  b.lab.advance(1s);
  auto const stopped = b.run(b.cycler.stop_all());
  ASSERT_EQ(stopped.size(), 8U);
  for (int const each : {1, 2, 5}) EXPECT_TRUE(stopped.at(each)) << each;
  auto const resumed = b.run(b.cycler.resume_all());
  EXPECT_TRUE(resumed.at(5));
  EXPECT_TRUE(resumed.at(6).has_error());
  auto const assigned = b.run(b.cycler.assign_all("formation.sdx"));
  EXPECT_EQ(assigned.at(5).error().code(), assign_result::running);
  EXPECT_TRUE(assigned.at(6));
}

TEST(arbin_driver, starts_and_resumes_with_the_data_that_the_twin_has) {
  driver_bench b;
  b.run(b.cycler.channel(2).assign("cycle.sdx"));
  EXPECT_EQ(b.run(b.cycler.channel(2).start_data()).schedule, "cycle.sdx");
  auto const started = b.run(
      b.cycler.channel(2).start_ex({.test_name = "one", .schedule = "formation.sdx", .step = 0}));
  EXPECT_EQ(started, start_result::ok);
  b.lab.advance(10s);
  b.run(b.cycler.channel(2).stop());
  b.lab.advance(1s);
  auto const data = b.run(b.cycler.channel(2).resume_data());
  EXPECT_EQ(data.schedule, "formation.sdx");
  resume_ex_plan plan{.test_name = data.test_name, .schedule = data.schedule};
  plan.state = data.resume_data;
  EXPECT_EQ(b.run(b.cycler.channel(2).resume_ex(plan)), resume_result::ok);
}

TEST(arbin_driver, is_refused_with_each_code_that_the_twin_is_told_to_use) {
  driver_bench b;
  auto const channel = b.cycler.channel(1);
  auto const refuse = [&](std::string_view command, unsigned code) {
    b.twin([&](auto& one) { one.refuse(command, code); });
  };
  for (auto const& each : codes_of<start_result>().codes) {
    if (each.code == 0) continue;
    refuse("start", each.code);
    auto const failure = b.failure_of(channel.start("n"));
    EXPECT_EQ(failure.code(), static_cast<start_result>(each.code));
    EXPECT_THAT(failure.what(), HasSubstr(each.text));
  }
  refuse("stop", 0x11);
  EXPECT_EQ(b.failure_of(channel.stop()).code(), stop_result::window_in_use);
  refuse("resume", 0x26);
  EXPECT_EQ(b.failure_of(channel.resume()).code(), resume_result::safety);
  refuse("continue_test", 0x14);
  EXPECT_EQ(b.failure_of(channel.continue_test()).code(), continue_result::calibrating);
  refuse("jump", 0x24);
  EXPECT_EQ(b.failure_of(channel.jump(2)).code(), jump_result::go_step);
  refuse("assign_schedule", 0x15);
  EXPECT_EQ(b.failure_of(channel.assign("a.sdx")).code(), assign_result::downloading);
  refuse("set_variable", 0x13);
  EXPECT_EQ(b.failure_of(channel.set_variable(1, 1)).code(), variable_result::no_such_code_in_pro7);
  refuse("serial_number", 0x10);
  EXPECT_EQ(b.failure_of(b.cycler.serial_number()).code(), serial_result::failed);
  EXPECT_EQ(b.links.main->counters().connections, 1U) << "a refusal is no reason to hang up";
}

TEST(arbin_driver, sets_variables_as_often_as_it_is_asked_and_is_never_too_frequent) {
  driver_bench b;
  b.schedule("rest.sdx", "steps: [{rest: {until: {time: 1 h}}}]");
  auto const channel = b.running(1, "rest.sdx");
  b.run(channel.set_variable(1, 1.5));
  b.run(channel.set_variable(2, 2.5));
  std::vector<arbin::variable> const more{{3, 3.5}, {16, -1}};
  b.run(channel.set_variables(more));
  EXPECT_EQ(b.twin([](auto& one) { return one.variable(1, 1); }), 1.5);
  EXPECT_EQ(b.twin([](auto& one) { return one.variable(1, 2); }), 2.5);
  EXPECT_EQ(b.twin([](auto& one) { return one.variable(1, 16); }), -1);
  EXPECT_EQ(b.failure_of(b.cycler.channel(2).set_variable(1, 1)).code(),
            variable_result::not_running);
}

TEST(arbin_driver, steers_a_meta_variable_in_a_closed_loop_and_leaves_the_test_stopped) {
  driver_bench b;
  b.schedule("steered.sdx",
             "steps: [{set: {MV_UD1: 0}}, {charge: {current: MV_UD1, until: {time: 12 h}}}]");
  auto const channel = b.running(2, "steered.sdx");
  loop_limits bounds{.v_min = {2.5}, .v_max = {4.3}, .i_charge = {2}, .i_discharge = {1}};
  std::vector<double> seen;
  audit_trail const audit([](std::string_view) {});
  auto const law = [&](reading const& r) {
    seen.push_back(r.current);
    return seen.size() < 4 ? std::optional(0.5_A) : std::nullopt;
  };
  b.run(closed_loop(channel.variable(1), 50ms, bounds, audit, law));
  EXPECT_NEAR(seen.back(), 0.5, 0.01);
  auto const flows = b.twin([](auto& one) { return one.current(2); });
  EXPECT_NEAR(flows, 0, 1e-3);
}

TEST(arbin_driver, logs_in_on_each_connection_and_is_told_when_it_may_not) {
  driver_bench b({.channels = 2, .users = {{"ada", {"lovelace"}}}});
  b.run(b.cycler.ping());
  b.links.main->close();
  b.run(b.cycler.ping());
  EXPECT_EQ(b.links.main->counters().connections, 2U);
  auto const failure = b.failure_of(b.cycler.log_in({"ada", "byron"}));
  EXPECT_EQ(failure.code(), sockio::errc::refused);
  EXPECT_THAT(failure.what(), HasSubstr("log_in of 'ada'"));
}

TEST(arbin_driver, comes_back_when_it_was_kicked_out_unless_the_other_may_stay) {
  driver_bench b({.channels = 2, .sessions = 1}, {.kick_out = 1});
  auto const other = std::make_shared<login>(cyclers::credentials("grace", "hopper"));
  connections links;
  links.main = b.lab.link(b.io.get_executor(), 0, link_options_of(),
                          login::callbacks(other, {.kick_out = 1}));
  arbin::cycler const second(links, {}, other);
  b.run(b.cycler.ping());
  b.run(second.ping());
  b.run(b.cycler.ping());
  EXPECT_EQ(b.links.main->counters().connections, 2U);
  b.run(second.set_kick_out(0));
  EXPECT_EQ(b.failure_of(b.cycler.ping()).code(), sockio::errc::refused);
}

TEST(arbin_driver, takes_long_names_where_the_twin_says_so) {
  driver_bench b({.channels = 2, .version = 0x01000003});
  b.run(b.cycler.channel(1).assign("cycle.sdx"));
  EXPECT_EQ(b.run(b.cycler.channel(1).start(std::string(60, 'n'))), start_result::ok);
}

TEST(arbin_driver, talks_to_the_person_at_the_cycler) {
  driver_bench b({.channels = 2, .serial_number = 207855, .calibration_window = true});
  EXPECT_EQ(b.run(b.cycler.serial_number()), 207855U);
  b.run(b.cycler.send_message("lunch at noon"));
  EXPECT_THAT(b.twin([](auto& one) { return one.messages(); }),
              testing::ElementsAre(HasSubstr("lunch at noon")));
  b.run(b.cycler.start_automatic_calibration());
}

TEST(arbin_driver, is_any_cycler) {
  driver_bench b;
  std::shared_ptr<cyclers::cycler> const any = b.cycler;
  b.run(any->start(3, {.procedure = "cycle.sdx", .name = "n"}));
  b.lab.advance(1s);
  EXPECT_FALSE(without_current(b.run(any->read_one(3)).status) &&
               b.run(any->read_one(3)).status != activity::resting);
  b.run(any->stop(3));
  EXPECT_EQ(b.run(any->read_all()).size(), 8U);
}

}  // namespace arbin_driver_test
