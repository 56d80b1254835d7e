#include <gmock/gmock.h>

#include <cyclers/maccor/blocking.hpp>
#include <cyclers/maccor/tester.hpp>

#include "sim/lab.hpp"
#include "sim/maccor.hpp"
#include "support/running.hpp"

namespace maccor_driver_test {

using namespace cyclers;
using namespace std::chrono_literals;
using maccor::direct_session;
using maccor::file_type;
using sockio::awaitable;
using testing::Contains;
using testing::Field;
using testing::HasSubstr;

/// Is the driver with a tester that is a twin, without sockets.
struct driver_bench {
  explicit driver_bench(sim::maccor const& options = {.channels = 8})
      : lab(std::make_shared<sim::clock>(1), options),
        who(std::make_shared<maccor::login>()),
        links{lab.link(io.get_executor(), 0, {}, maccor::login::callbacks(who, maccor::form::json)),
              lab.link(io.get_executor(), 0, {},
                       maccor::login::callbacks(who, maccor::form::binary))},
        tester(links, {}, who) {}

  template <class T>
  T run(awaitable<T> operation) {
    return test_support::run(io, std::move(operation));
  }
  template <class T>
  sockio::failure failure_of(awaitable<T> operation) {
    auto const ended = test_support::result_of(io, std::move(operation));
    return ended.has_error() ? ended.error() : sockio::failure();
  }

  boost::asio::io_context io;
  sim::lab lab;
  std::shared_ptr<maccor::login> who;
  maccor::connections links;
  maccor::tester tester;
};

TEST(maccor_driver, reads_a_whole_twin_in_one_round_trip) {
  driver_bench b({.channels = 64});
  EXPECT_EQ(b.run(b.tester.general_info()).test_channels, 64);
  auto const before = b.links.json->counters().requests;
  auto const all = b.run(b.tester.readings({.names = true, .temperatures = true}));
  ASSERT_EQ(all.size(), 64U);
  EXPECT_EQ(all.back().channel, 64);
  EXPECT_EQ(all.back().status, activity::idle);
  EXPECT_GT(all.back().voltage, 2);
  EXPECT_LE(b.links.json->counters().requests - before, 2U) << "one for the number of channels";
  EXPECT_EQ(b.run(b.tester.basic_readings()).size(), 64U);
  EXPECT_EQ(b.run(b.tester.statuses()).size(), 64U);
}

TEST(maccor_driver, starts_a_test_once_and_is_refused_in_words_the_next_time) {
  driver_bench b;
  auto const channel = b.tester.channel(3);
  b.run(channel.start({.procedure = "formation", .name = "cell-0042"}));
  b.lab.advance(1s);
  EXPECT_EQ(b.run(channel.names()).test_name, "cell-0042");
  auto const busy = b.failure_of(channel.start({.procedure = "formation", .name = "cell-0043"}));
  EXPECT_EQ(busy.code(), maccor::check_result::channel_not_available);
  auto const unknown = b.failure_of(b.tester.channel(4).start({.procedure = "no such thing"}));
  EXPECT_EQ(unknown.code(), maccor::check_result::no_procedure);
  b.run(channel.suspend());
  EXPECT_EQ(b.run(channel.read()).status, activity::suspended);
  b.run(channel.resume());
  b.run(channel.reset());
}

TEST(maccor_driver, sends_and_gets_a_file_byte_for_byte) {
  driver_bench b;
  std::string procedure = "name: mine\nsteps:\n  - rest: {until: {time: 1 min}}\n";
  while (procedure.size() < 1234) procedure += "# a comment that makes it longer\n";
  b.run(b.tester.send_file(file_type::procedure, "mine.000", procedure));
  EXPECT_EQ(b.run(b.tester.get_file(file_type::procedure, "mine.000")), procedure);
  EXPECT_THAT(b.run(b.tester.files(file_type::procedure)),
              Contains(Field(&maccor::file_entry::name, "mine.000")));
  EXPECT_TRUE(b.run(b.tester.procedure_exists("mine")));
  EXPECT_EQ(b.failure_of(b.tester.get_file(file_type::procedure, "none.000")).code(),
            sockio::errc::refused);
}

TEST(maccor_driver, logs_in_on_each_connection_where_the_twin_wants_it) {
  driver_bench b({.channels = 2, .users = {{"Robin Hood", "xxxxyyyy"}}});
  EXPECT_TRUE(b.failure_of(b.tester.channel(1).status()).code().failed());
  b.run(b.tester.log_in(credentials("Robin Hood", "xxxxyyyy")));
  b.run(b.tester.channel(1).status());
  b.links.json->close();
  b.run(b.tester.channel(1).status());
  b.run(b.tester.channel(1).names());
  EXPECT_EQ(b.failure_of(b.tester.log_in(credentials("Robin Hood", "wrong"))).code(),
            sockio::errc::refused);
}

constexpr maccor::direct_limits limits{
    .v_min = {2.5}, .v_max = {4.25}, .i_charge = {2}, .i_discharge = {2}};

TEST(maccor_driver, sees_that_safety_limits_were_not_taken_as_they_were_set) {
  driver_bench b;
  maccor::safety_limits const much{
      .v_min = {2.5}, .v_max = {4.2}, .i_charge = {50}, .i_discharge = {2}};
  auto const failure = b.failure_of(b.tester.channel(1).set_safety_limits(much));
  EXPECT_EQ(failure.code(), sockio::errc::not_verified);
  EXPECT_THAT(failure.what(), HasSubstr("the tester did not take the safety limits"));
}

TEST(maccor_driver, selects_channels_and_then_none) {
  driver_bench b;
  std::vector<int> const two{1, 4};
  b.run(b.tester.select(two));
  EXPECT_EQ(b.run(b.tester.statuses()).at(4).state, maccor::channel_state::selected);
  b.run(b.tester.select({}));
  EXPECT_EQ(b.run(b.tester.statuses()).at(4).state, maccor::channel_state::available);
}

TEST(maccor_driver, reads_everything_in_binary_too) {
  driver_bench b({.channels = 64});
  maccor::tester const binary({nullptr, b.links.binary});
  auto const all = b.run(binary.readings({.names = true, .temperatures = true}));
  ASSERT_EQ(all.size(), 64U);
  EXPECT_LE(b.links.binary->counters().requests, 2U) << "one for the number of channels";
  EXPECT_EQ(b.run(binary.basic_readings()).size(), 64U);
  EXPECT_EQ(b.run(binary.specifications(1, 3)).size(), 3U);
  EXPECT_FALSE(b.run(binary.files(file_type::procedure)).empty());
}

TEST(maccor_driver, controls_a_cell_directly_and_leaves_it_at_rest) {
  driver_bench b;
  double while_charging = 0;
  auto body = [&](direct_session& cell) -> awaitable<void> {
    co_await cell.charge(0.5_A);
    co_await cell.hold_for(200ms);
    while_charging = (co_await cell.read()).current;
  };
  b.run(b.tester.channel(5).direct_control(limits, body));
  EXPECT_NEAR(while_charging, 0.5, 0.01);
  auto const flows = b.lab[0].with(
      [](sim::device& twin) { return dynamic_cast<sim::maccor_twin&>(twin).current(5); });
  EXPECT_NEAR(flows, 0, 1e-3);
}

TEST(maccor_driver, rests_a_cell_when_the_code_throws_and_the_line_breaks) {
  driver_bench b;
  auto body = [&](direct_session& cell) -> awaitable<void> {
    co_await cell.discharge(0.5_A);
    b.links.binary->close();
    throw sockio::failure(sockio::errc::bad_reply, {.problem = "mine"});
  };
  EXPECT_EQ(b.failure_of(b.tester.channel(5).direct_control(limits, body)).code(),
            sockio::errc::bad_reply);
  EXPECT_EQ(b.run(b.tester.channel(5).read()).status, activity::resting);
  EXPECT_GE(b.links.binary->counters().reconnects, 1U);
}

TEST(maccor_driver, steers_the_var_of_a_running_test_in_a_closed_loop) {
  driver_bench b;
  auto const channel = b.tester.channel(2);
  b.run(channel.start({.procedure = "steered"}));
  loop_limits bounds{.v_min = {2.5}, .v_max = {4.3}, .i_charge = {2}, .i_discharge = {1}};
  std::vector<double> seen;
  audit_trail const audit([](std::string_view) {});
  auto const law = [&](reading const& r) {
    seen.push_back(r.current);
    return seen.size() < 4 ? std::optional(0.5_A) : std::nullopt;
  };
  b.lab.advance(1s);
  b.run(closed_loop(channel.variable(1), 50ms, bounds, audit, law));
  EXPECT_NEAR(seen.back(), 0.5, 0.01);
  EXPECT_EQ(b.run(channel.read()).status, activity::suspended);
}

TEST(maccor_driver, steers_no_channel_on_which_nothing_runs) {
  driver_bench b;
  loop_limits bounds{.v_min = {2.5}, .v_max = {4.3}, .i_charge = {2}, .i_discharge = {1}};
  audit_trail const audit([](std::string_view) {});
  auto const law = [](reading const&) { return std::optional(0.5_A); };
  auto const why =
      b.failure_of(closed_loop(b.tester.channel(2).variable(1), 50ms, bounds, audit, law));
  EXPECT_EQ(why.code(), errc::not_running) << why.what();
}

TEST(maccor_driver, takes_no_limits_that_the_tester_would_ignore) {
  driver_bench b;
  auto beyond = limits;
  beyond.i_charge = 8_A;
  auto body = [](direct_session& cell) { return cell.charge(8_A); };
  auto const why = b.failure_of(b.tester.channel(5).direct_control(beyond, body));
  EXPECT_EQ(why.code(), errc::limit_breached) << why.what();
  EXPECT_EQ(b.run(b.tester.channel(5).read()).status, activity::idle);
}

TEST(maccor_driver, does_all_of_it_from_a_script_without_coroutines) {
  auto const runtime = std::make_shared<sockio::blocking::runtime>();
  sim::lab lab{sim::maccor{.channels = 4}};
  maccor::connections links{lab.link(runtime->executor()), lab.link(runtime->executor())};
  maccor::blocking::tester const tester(runtime, links);
  EXPECT_EQ(tester.readings().size(), 4U);
  double charging = 0;
  tester.channel(1).direct_control(limits, [&](maccor::blocking::direct_session& cell) {
    cell.charge(0.5_A);
    cell.hold_for(200ms);
    charging = cell.read().current;
  });
  EXPECT_NEAR(charging, 0.5, 0.01);
  EXPECT_EQ(tester.channel(1).read().status, activity::resting);
  EXPECT_THROW(
      tester.channel(2).direct_control(
          limits, [](maccor::blocking::direct_session&) { throw std::domain_error("mine"); }),
      std::domain_error);
  EXPECT_EQ(tester.channel(2).read().status, activity::resting);
  tester.channel(1).reset();
  EXPECT_EQ(tester.channel(1).battery().info().kind, maccor::battery_kind::smb3);
}

}  // namespace maccor_driver_test
