#include <gmock/gmock.h>

#include <cyclers/arbin/blocking.hpp>
#include <cyclers/arbin/messages.hpp>

#include "arbin_bench.hpp"
#include "cti_messages.hpp"
#include "cti_peer.hpp"

namespace arbin_cycler_test {

using namespace cyclers;
using namespace cyclers::arbin;
using cyclers::test::arbin_bench;
using cyclers::test::cti_asks;
using cyclers::test::cti_feedback;
using cyclers::test::cti_says;
using cyclers::test::ends;
using cyclers::test::forged;
using cyclers::test::little;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

messages::channel_record record(std::uint32_t channel, channel_status status, float voltage = 3.5F,
                                float current = 0) {
  messages::channel_record one;
  one.channel = channel;
  one.status = status;
  one.voltage = voltage;
  one.current = current;
  return one;
}

std::string says_records(std::vector<messages::channel_record> records) {
  messages::channels_info::reply body;
  body.channels = std::move(records);
  return cti_says<messages::channels_info>(body);
}

std::string const asks_all = cti_asks<messages::channels_info>();

TEST(arbin_cycler, reads_all_channels_in_one_round_trip_found_by_their_numbers) {
  using enum channel_status;
  arbin_bench b({.channels = 3});
  b.link->on(asks_all, says_records({record(2, idle), record(0, charge), record(1, rest)}));
  auto const all = b.run(b.cycler.channels());
  EXPECT_EQ(all.size(), 3U);
  EXPECT_EQ(all.find(channel_number(1))->status, charge);
  EXPECT_EQ(all.find(channel_number(3))->status, idle);
}

TEST(arbin_cycler, reads_all_channels_from_a_message_for_each) {
  using enum channel_status;
  arbin_bench b({.channels = 3});
  b.link->on(asks_all, says_records({record(1, rest)}) + says_records({record(0, charge)}) +
                           says_records({record(2, idle)}));
  EXPECT_EQ(b.run(b.cycler.channels()).find(channel_number(2))->status, rest);
}

TEST(arbin_cycler, gives_the_channels_that_came_and_names_those_that_did_not) {
  using enum channel_status;
  arbin_bench b({.channels = 4});
  std::string const two = says_records({record(0, charge), record(2, rest)});
  b.link->on(asks_all, two);
  auto const all = b.run(b.cycler.read_all());
  EXPECT_EQ(all.at(1)->status, activity::charging);
  EXPECT_EQ(all.at(2).error().code(), errc::wrong_count);
  EXPECT_EQ(all.at(3)->status, activity::resting);
  EXPECT_THAT(all.at(4).error().what(), HasSubstr("channel 4"));
  b.link->on(asks_all, two);
  auto const again = b.run(b.cycler.channels());
  EXPECT_EQ(again.size(), 2U);
  EXPECT_THAT(again.missing(), ElementsAre(2, 4));
}

TEST(arbin_cycler, waits_once_for_channels_that_a_cycler_says_it_has_and_never_sends) {
  arbin_bench b({.channels = 4});
  auto const two = says_records({record(0, {}), record(2, {})});
  for (int i = 0; i < 2; ++i) {
    b.link->on(asks_all, two);
    EXPECT_THAT(b.run(b.cycler.channels()).missing(), ElementsAre(2, 4));
  }
  b.link->on(asks_all, says_records({record(0, {}), record(1, {}), record(2, {}), record(3, {})}));
  EXPECT_THAT(b.run(b.cycler.channels()).missing(), ElementsAre());
  auto const one_by_one = says_records({record(0, {})}) + says_records({record(1, {})}) +
                          says_records({record(2, {})}) + says_records({record(3, {})});
  b.link->on(asks_all, one_by_one);
  EXPECT_THAT(b.run(b.cycler.channels()).missing(), ElementsAre());
}

TEST(arbin_cycler, waits_for_the_rest_of_a_message_that_has_begun) {
  arbin_bench b({.channels = 4});
  auto const two = says_records({record(0, {}), record(2, {})});
  b.link->on(asks_all, two + two.substr(0, 30));
  EXPECT_EQ(b.failure_of(b.cycler.read_all()).code(), sockio::errc::timed_out);
}

TEST(arbin_cycler, tells_of_a_count_of_records_that_lies_at_once) {
  constexpr std::size_t count_at = message_header::size;
  auto const four = says_records({record(0, {}), record(1, {}), record(2, {}), record(3, {})});
  arbin_bench b({.channels = 4});
  b.link->on(asks_all, forged(four, count_at, little(3, 4)));
  EXPECT_EQ(b.failure_of(b.cycler.read_all()).code(), errc::surplus_bytes);
  b.link->on(asks_all, forged(four, count_at, little(5, 4)));
  EXPECT_EQ(b.failure_of(b.cycler.channels()).code(), errc::truncated);
  auto const one = says_records({record(0, {})});
  b.link->on(asks_all, forged(one, count_at, little(2, 4)));
  EXPECT_EQ(b.failure_of(b.cycler.channels()).code(), errc::truncated);
  EXPECT_EQ(b.link->closes, 3);
}

TEST(arbin_cycler, believes_no_record_of_what_is_no_channel) {
  for (std::uint32_t const index : {0xFFFFFFFFU, 2048U}) {
    arbin_bench b({.channels = 1});
    b.link->on(asks_all, says_records({record(index, {})}));
    EXPECT_EQ(b.failure_of(b.cycler.read_all()).code(), errc::wrong_channel) << index;
    EXPECT_EQ(b.link->closes, 1) << index;
  }
}

TEST(arbin_cycler, makes_readings_with_the_sign_of_charging) {
  arbin_bench b({.channels = 1});
  auto one = record(0, channel_status::discharge, 3.25F, -0.5F);
  one.charge_capacity = 2;
  one.discharge_capacity = 0.5F;
  one.charge_energy = 7;
  one.discharge_energy = 1.5F;
  one.step_and_cycle = "[3] 12: Step_A, Current(A)";
  one.test_time = 120.5;
  one.step_time = 20.25;
  one.test_name = "cell-0043";
  one.temperatures = {{25.5F, 0}, {26, 0}};
  b.link->on(cti_asks<messages::channels_info>({.wanted = 0x400}), says_records({one}));
  auto const all = b.run(b.cycler.readings({.aux = true}));
  ASSERT_EQ(all.size(), 1U);
  reading const& seen = all[0];
  EXPECT_EQ(seen.vendor, "arbin");
  EXPECT_EQ(seen.device, "test://cycler");
  EXPECT_EQ(seen.channel, 1);
  EXPECT_EQ(seen.voltage, 3.25);
  EXPECT_EQ(seen.current, -0.5);
  EXPECT_EQ(seen.capacity, 1.5);
  EXPECT_EQ(seen.energy, 5.5);
  EXPECT_EQ(seen.temperature, 25.5);
  EXPECT_EQ(seen.status, activity::discharging);
  EXPECT_EQ(seen.status_text, "Discharge");
  EXPECT_EQ(seen.cycle, 3U);
  EXPECT_EQ(seen.step, 12U);
  EXPECT_EQ(seen.test_time, 120.5);
  EXPECT_EQ(seen.step_time, 20.25);
  EXPECT_EQ(seen.test_name, "cell-0043");
}

TEST(arbin_cycler, names_the_channels_of_which_no_record_came) {
  arbin_bench b({.channels = 2});
  b.link->on(asks_all, says_records({record(1, channel_status::idle), record(4, {})}));
  auto const all = b.run(b.cycler.read_all());
  EXPECT_EQ(all.at(1).error().code(), errc::wrong_count);
  EXPECT_EQ(all.at(2)->status, activity::idle);
  EXPECT_EQ(all.at(5)->channel, 5);
}

TEST(arbin_cycler, trusts_no_channel_that_its_microcontroller_cannot_be_reached_of) {
  arbin_bench b;
  auto one = record(3, channel_status::rest);
  one.communication_failed = 1;
  b.link->on(cti_asks<messages::channels_info>({.only_channel = 3}), says_records({one}));
  auto const report = b.run(b.cycler.channel(4).status());
  EXPECT_EQ(report.raw.status, channel_status::rest);
  EXPECT_EQ(report.reading.status, activity::unknown) << "it may run on";
  EXPECT_FALSE(without_current(report.reading.status));
  EXPECT_EQ(report.reading.status_text, "Rest, communication failed");
}

TEST(arbin_cycler, takes_no_record_of_another_channel) {
  arbin_bench b;
  auto const ask = cti_asks<messages::channels_info>({.only_channel = 3});
  b.link->on(ask, says_records({record(2, {})}));
  EXPECT_EQ(b.failure_of(b.cycler.channel(4).read()).code(), errc::wrong_channel);
  EXPECT_EQ(b.link->closes, 1);
  b.link->on(ask, says_records({}));
  EXPECT_EQ(b.failure_of(b.cycler.channel(4).read()).code(), sockio::errc::refused);
  EXPECT_EQ(b.link->closes, 1);
}

TEST(arbin_cycler, lets_the_cycler_select_channels_when_it_sends_them_together) {
  using enum channel_status;
  arbin_bench b({.channels = 2});
  auto const ask =
      cti_asks<messages::channels_info>({.selection = arbin::channel_selection::running});
  b.link->on(asks_all, says_records({record(0, idle), record(1, charge)}));
  b.link->on(ask, says_records({record(1, charge)}));
  EXPECT_EQ(b.run(b.cycler.channels(channel_selection::running)).size(), 1U);
  b.link->on(ask, says_records({}));
  EXPECT_TRUE(b.run(b.cycler.channels(channel_selection::running)).empty()) << "it knows by now";
}

TEST(arbin_cycler, selects_channels_itself_when_each_comes_in_a_message_of_its_own) {
  using enum channel_status;
  arbin_bench b({.channels = 3});
  std::string const all = says_records({record(0, unsafe)}) + says_records({record(1, charge)}) +
                          says_records({record(2, finished)});
  b.link->on(asks_all, all).on(asks_all, all).on(asks_all, all);
  auto const some = b.run(b.cycler.channels(channel_selection::running));
  ASSERT_EQ(some.size(), 1U);
  EXPECT_EQ(some.all()[0].channel, 1U);
  auto const bad = b.run(b.cycler.channels(channel_selection::unsafe));
  ASSERT_EQ(bad.size(), 1U);
  EXPECT_EQ(bad.all()[0].channel, 0U);
}

TEST(arbin_cycler, knows_an_activity_for_each_status_of_the_document) {
  for (auto const& each : codes_of<channel_status>().codes)
    EXPECT_NE(activity_of(static_cast<channel_status>(each.code)), activity::unknown) << each.name;
  EXPECT_EQ(activity_of(static_cast<channel_status>(0x1F)), activity::unknown);
}

TEST(arbin_cycler, takes_no_channel_for_one_without_current_that_may_carry_some) {
  using enum channel_status;
  for (auto const each : {transition, charge, discharge, wait, external_charge, calibration, pulse,
                          running, go_pause, go_stop, step_transfer, acr})
    EXPECT_FALSE(without_current(activity_of(each))) << static_cast<int>(each);
}

TEST(step_and_cycle, is_read_from_the_text_of_the_cycler) {
  auto const both = step_and_cycle_of("[17] 4: Step_A, Rest");
  ASSERT_TRUE(both);
  EXPECT_EQ(both->cycle, 17U);
  EXPECT_EQ(both->step, 4U);
  for (auto const* other :
       {"", "[", "[1]", "[1] ", "[1] 2", "[x] 2:", "1 2:", "[-1] 2:", "[99999999999] 1:"})
    EXPECT_FALSE(step_and_cycle_of(other)) << other;
}

std::string asks_start(std::vector<std::uint16_t> channels) {
  messages::start::request body;
  body.test_name = "batch-7";
  body.channels = std::move(channels);
  return cti_asks<messages::start>(body);
}

TEST(arbin_cycler, starts_many_channels_with_one_message) {
  arbin_bench b;
  b.link->on(asks_start({0, 1, 4}), ends<messages::start>(4) + ends<messages::start>(0) +
                                        ends<messages::start>(1, start_result::no_schedule));
  auto const all = b.run(b.cycler.start("batch-7", {1, 2, 5}));
  EXPECT_TRUE(all.at(1));
  EXPECT_EQ(all.at(2).error().code(), start_result::no_schedule);
  EXPECT_THAT(all.at(2).error().what(), HasSubstr("BB320004 start of channel 2"));
  EXPECT_TRUE(all.at(5));
  EXPECT_EQ(b.link->closes, 0);
}

TEST(arbin_cycler, gives_feedbacks_without_a_channel_to_those_that_no_other_names) {
  arbin_bench b;
  b.link->on(asks_start({0, 1, 4}), ends<messages::start>(-1) + ends<messages::start>(-1) +
                                        ends<messages::start>(1, start_result::running));
  auto const all = b.run(b.cycler.start("batch-7", {1, 2, 5}));
  EXPECT_TRUE(all.at(1));
  EXPECT_EQ(all.at(2).error().code(), start_result::running);
  EXPECT_TRUE(all.at(5));
}

TEST(arbin_cycler, guesses_no_channel_of_feedbacks_that_differ) {
  arbin_bench b;
  b.link->on(asks_start({0, 1, 4}), ends<messages::start>(-1) +
                                        ends<messages::start>(-1, start_result::running) +
                                        ends<messages::start>(1));
  auto const all = b.run(b.cycler.start("batch-7", {1, 2, 5}));
  EXPECT_TRUE(all.at(2));
  for (int const open : {1, 5}) {
    EXPECT_EQ(all.at(open).error().code(), errc::wrong_channel);
    EXPECT_THAT(all.at(open).error().what(), HasSubstr("nobody knows whether it was done"));
  }
}

TEST(arbin_cycler, tells_which_channels_nobody_knows_of_when_feedbacks_are_missing) {
  arbin_bench b;
  b.link->on(asks_start({0, 1, 4}), ends<messages::start>(1));
  auto const all = b.run(b.cycler.start("batch-7", {1, 2, 5}));
  EXPECT_TRUE(all.at(2));
  EXPECT_EQ(all.at(1).error().code(), sockio::errc::timed_out);
  EXPECT_THAT(all.at(5).error().what(), HasSubstr("nobody knows whether it was done here"));
  EXPECT_THAT(all.at(5).error().what(), HasSubstr("start of channel 5"));
}

TEST(arbin_cycler, tells_what_a_feedback_without_a_channel_says_when_nobody_knows_more) {
  arbin_bench b;
  b.link->on(asks_start({0, 1, 4}), ends<messages::start>(-1));
  auto const failure = b.failure_of(b.cycler.start("batch-7", {1, 2, 5}));
  EXPECT_EQ(failure.code(), sockio::errc::timed_out);
  EXPECT_THAT(failure.what(), HasSubstr("a feedback that names no channel says 'Success'"));
  EXPECT_THAT(failure.what(), HasSubstr("nobody knows whether it was done"));
}

TEST(arbin_cycler, says_when_nobody_knows_whether_a_command_was_carried_out) {
  arbin_bench b;
  auto const ask = cti_asks<messages::stop>();
  auto const unsure = HasSubstr("nobody knows whether it was done");
  b.link->on(ask, "");
  EXPECT_THAT(b.failure_of(b.cycler.channel(1).stop()).what(), unsure);
  b.link->on(ask, ends<messages::resume>(0));
  EXPECT_THAT(b.failure_of(b.cycler.channel(1).stop()).what(), unsure);
  b.link->fails(ask, sockio::errc::not_connected);
  EXPECT_THAT(b.failure_of(b.cycler.channel(1).stop()).what(), Not(unsure));
  b.link->on(cti_asks<messages::serial_number>(), "");
  EXPECT_THAT(b.failure_of(b.cycler.serial_number()).what(), Not(unsure)) << "it does nothing";
}

TEST(arbin_cycler, sends_no_text_that_ends_within_itself) {
  using namespace std::string_view_literals;
  arbin_bench b;
  for (auto const& failure :
       {b.failure_of(b.cycler.channel(1).start("a\0b"sv)),
        b.failure_of(b.cycler.delete_file("Work\0x.txt"sv)),
        b.failure_of(b.cycler.send_message("a\0"sv)), b.failure_of(b.cycler.assign_path("\0"sv))})
    EXPECT_EQ(failure.code(), errc::bad_text) << failure.what();
}

TEST(arbin_cycler, believes_no_feedback_of_a_channel_that_was_not_asked_or_comes_twice) {
  for (int const wrong : {1, 7, -2, 5000}) {
    arbin_bench b;
    b.link->on(asks_start({0, 1}), ends<messages::start>(1) + ends<messages::start>(wrong));
    auto const all = b.run(b.cycler.start("batch-7", {1, 2}));
    EXPECT_TRUE(all.at(2)) << wrong;
    EXPECT_EQ(all.at(1).error().code(), errc::wrong_channel) << wrong;
    EXPECT_EQ(b.link->closes, 1) << wrong;
  }
}

TEST(arbin_cycler, throws_when_nothing_is_known_of_any_channel) {
  arbin_bench b;
  b.link->on(asks_start({0, 1}), "");
  EXPECT_EQ(b.failure_of(b.cycler.start("batch-7", {1, 2})).code(), sockio::errc::timed_out);
  b.link->on(asks_start({0, 1}), ends<messages::stop>(0) + ends<messages::stop>(1));
  EXPECT_EQ(b.failure_of(b.cycler.start("batch-7", {1, 2})).code(), errc::wrong_function);
  EXPECT_EQ(b.link->closes, 1);
}

TEST(arbin_cycler, starts_no_channel_that_is_named_twice_and_no_list_of_none) {
  arbin_bench b;
  EXPECT_EQ(b.failure_of(b.cycler.start("batch-7", {1, 1})).code(), sockio::errc::bad_value);
  EXPECT_EQ(b.failure_of(b.cycler.start("batch-7", {0})).code(), sockio::errc::bad_value);
  EXPECT_EQ(b.failure_of(b.cycler.start("batch-7", std::vector<int>())).code(),
            sockio::errc::bad_value);
}

TEST(arbin_cycler, stops_resumes_and_assigns_all_channels_each_of_which_answers) {
  arbin_bench b({.channels = 2});
  b.link->on(cti_asks<messages::stop>({.all = 1}),
             ends<messages::stop>(0) + ends<messages::stop>(1, stop_result::not_running));
  auto const stopped = b.run(b.cycler.stop_all());
  EXPECT_TRUE(stopped.at(1));
  EXPECT_EQ(stopped.at(2).error().code(), stop_result::not_running);
  b.link->on(cti_asks<messages::resume>({.all = 1}),
             ends<messages::resume>(1) + ends<messages::resume>(0));
  EXPECT_TRUE(b.run(b.cycler.resume_all()).at(2));
  messages::assign_schedule::request assign;
  assign.all = 1;
  assign.schedule = "a.sdx";
  b.link->on(cti_asks<messages::assign_schedule>(assign),
             ends<messages::assign_schedule>(0) +
                 ends<messages::assign_schedule>(1, assign_result::running));
  EXPECT_EQ(b.run(b.cycler.assign_all("a.sdx")).at(2).error().code(), assign_result::running);
}

TEST(arbin_cycler, starts_channels_each_with_its_own_plan) {
  arbin_bench b;
  messages::start_ex::request body;
  body.channels.resize(2);
  body.channels[0].channel = 1;
  body.channels[0].schedule = "a.sdx";
  body.channels[1].channel = 4;
  body.channels[1].schedule = "b.sdx";
  b.link->on(cti_asks<messages::start_ex>(body),
             ends<messages::start_ex>(4) + ends<messages::start_ex>(1));
  std::map<int, start_ex_plan> const plans{{5, {.schedule = "b.sdx"}}, {2, {.schedule = "a.sdx"}}};
  EXPECT_EQ(b.run(b.cycler.start_ex(plans)).size(), 2U);
}

TEST(arbin_cycler, sets_variables_of_several_channels_in_one_message) {
  arbin_bench b;
  messages::set_variables::request body;
  body.values = {{0, meta_variable::ud1, 1}, {4, meta_variable::ud2, 2}};
  std::vector<channel_variable> const values{{1, 1, 1}, {5, 2, 2}};
  auto const ask = cti_asks<messages::set_variables>(body);
  b.link->on(ask, ends<messages::set_variables>(4, variable_result::not_running));
  EXPECT_EQ(b.failure_of(b.cycler.set_variables(values)).code(), variable_result::not_running);
}

TEST(arbin_cycler, sends_no_more_values_than_one_message_holds) {
  arbin_bench b;
  EXPECT_EQ(b.failure_of(b.cycler.set_variables(std::vector<channel_variable>(161))).code(),
            sockio::errc::bad_value);
  EXPECT_EQ(b.failure_of(b.cycler.set_variables({})).code(), sockio::errc::bad_value);
}

TEST(arbin_cycler, gives_the_commands_that_concern_it_as_a_whole) {
  arbin_bench b;
  b.link->on(cti_asks<messages::serial_number>(),
             cti_says<messages::serial_number>({.number = 42}));
  EXPECT_EQ(b.run(b.cycler.serial_number()), 42U);
  b.link->on(cti_asks<messages::send_message>({"hello"}),
             cti_says<messages::send_message>({message_result::ok}));
  b.run(b.cycler.send_message("hello"));
  b.link->on(cti_asks<messages::assign_name_rule>({"a rule"}), ends<messages::assign_name_rule>(0));
  b.run(b.cycler.assign_name_rule("a rule"));
  b.link->on(cti_asks<messages::assign_path>({"C:\\data"}), ends<messages::assign_path>(0));
  b.run(b.cycler.assign_path("C:\\data"));
  b.link->on(cti_asks<messages::restart_daq>(), ends<messages::restart_daq>(0));
  b.run(b.cycler.restart_data_acquisition_now());
  b.link->on(cti_asks<messages::restart_console>(), ends<messages::restart_console>(0));
  b.run(b.cycler.restart_console_now());
  b.link->on(cti_asks<messages::reset_database>(), ends<messages::reset_database>(0));
  b.run(b.cycler.reset_database_now());
}

TEST(arbin_cycler, tells_results_whose_success_is_one) {
  arbin_bench b;
  b.link->on(cti_asks<messages::calibrate>(),
             cti_says<messages::calibrate>({calibration_result::not_started}));
  auto const failure = b.failure_of(b.cycler.start_automatic_calibration());
  EXPECT_EQ(failure.code(), calibration_result::not_started);
  b.link->on(cti_asks<messages::calibrate>(),
             cti_says<messages::calibrate>({calibration_result::ok}));
  b.run(b.cycler.start_automatic_calibration());
}

TEST(arbin_cycler, pings_with_the_kick_out_flag_as_it_is) {
  arbin_bench b;
  b.link->on(cti_asks<messages::connect>({0}), cti_says<messages::connect>());
  b.run(b.cycler.ping());
  b.link->on(cti_asks<messages::connect>({1}), cti_says<messages::connect>({1}));
  b.run(b.cycler.set_kick_out(1));
  b.link->on(cti_asks<messages::connect>({1}),
             cti_says<messages::connect>({1, connect_result::rejected}));
  EXPECT_EQ(b.failure_of(b.cycler.ping()).code(), connect_result::rejected);
}

TEST(arbin_cycler, asks_any_command) {
  arbin_bench b;
  auto const request = message::request_of(command_of<messages::serial_number>());
  b.link->on(cti_asks<messages::serial_number>(), cti_says<messages::serial_number>({.number = 7}));
  auto const reply = b.run(b.cycler.perform(request));
  EXPECT_EQ(reply.reply<messages::serial_number>()->number, 7U);
}

TEST(arbin_cycler, says_that_nobody_has_logged_in) {
  arbin_bench b{arbin::cycler_options()};
  EXPECT_EQ(b.failure_of(b.cycler.info()).code(), sockio::errc::not_connected);
  EXPECT_EQ(b.failure_of(b.cycler.readings()).code(), sockio::errc::not_connected);
}

TEST(arbin_cycler, is_any_cycler_and_assigns_before_it_starts) {
  arbin_bench b;
  std::shared_ptr<cyclers::cycler> const any = b.cycler;
  messages::assign_schedule::request assign;
  assign.channel = 4;
  assign.schedule = "a.sdx";
  messages::start::request start;
  start.test_name = "n";
  start.channels = {4};
  b.link->on(cti_asks<messages::assign_schedule>(assign), ends<messages::assign_schedule>(4));
  b.link->on(cti_asks<messages::start>(start), ends<messages::start>(4));
  b.run(any->start(5, {.procedure = "a.sdx", .name = "n"}));
  b.link->on(cti_asks<messages::start>(start), ends<messages::start>(4));
  b.run(any->start(5, {.name = "n"}));
  b.link->on(cti_asks<messages::stop>({.channel = 4}), ends<messages::stop>(4));
  b.run(any->stop(5));
  b.link->on(cti_asks<messages::resume>({.channel = 4}), ends<messages::resume>(4));
  b.run(any->resume(5));
  b.link->on(cti_asks<messages::set_variable>({.channel = 4, .code = 53, .value = 2}),
             ends<messages::set_variable>(4));
  b.run(any->set_variable(5, 2, 2));
  b.link->on(cti_asks<messages::channels_info>({.only_channel = 4}),
             says_records({record(4, channel_status::idle)}));
  EXPECT_EQ(b.run(any->read_one(5)).channel, 5);
}

TEST(arbin_cycler, starts_nothing_whose_schedule_cannot_be_assigned) {
  arbin_bench b;
  std::shared_ptr<cyclers::cycler> const any = b.cycler;
  messages::assign_schedule::request assign;
  assign.channel = 4;
  assign.schedule = "a.sdx";
  b.link->on(cti_asks<messages::assign_schedule>(assign),
             ends<messages::assign_schedule>(4, assign_result::no_such_schedule));
  EXPECT_EQ(b.failure_of(any->start(5, {.procedure = "a.sdx", .name = "n"})).code(),
            assign_result::no_such_schedule);
}

TEST(arbin_cycler, serves_scripts_with_plain_calls) {
  auto const runtime = std::make_shared<sockio::blocking::runtime>();
  auto const link =
      std::make_shared<cyclers::test::scripted_link>(runtime->executor(), "test://cycler");
  arbin::blocking::cycler const cycler(runtime, connections{link, nullptr}, {.channels = 1});
  link->on(asks_all, says_records({record(0, channel_status::idle, 3.25F)}));
  EXPECT_EQ(cycler.readings().at(0).voltage, 3.25);
  link->on(cti_asks<messages::stop>(), ends<messages::stop>(0, stop_result::not_connected));
  EXPECT_THROW(cycler.channel(1).stop(), sockio::failure);
}

}  // namespace arbin_cycler_test
