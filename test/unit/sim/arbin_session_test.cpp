#include <gmock/gmock.h>

#include "arbin_client.hpp"
#include "cyclers/arbin/channel_records.hpp"

namespace arbin_tests {
namespace arbin_session_test {

using namespace cyclers::arbin;
using namespace std::chrono_literals;
using sim::arbin_client;
using testing::Contains;
using testing::HasSubstr;
namespace cti = sim::cti_messages;

TEST(an_arbin, tells_who_it_is_to_those_who_log_in) {
  arbin_client cycler(sim::arbin{.name = "blue one",
                                 .channels = 8,
                                 .users = {{"Robin", {"Hood", sim::arbin::level::super, true}}},
                                 .serial_number = 207855,
                                 .location = "shelf 3"});
  auto const info = cycler.log_in();
  EXPECT_EQ(info.result, login_result::ok);
  EXPECT_EQ(info.serial_number, "207855");
  EXPECT_EQ(info.nick_name, "blue one");
  EXPECT_EQ(info.location, "shelf 3");
  EXPECT_EQ(info.channels, 8U);
  EXPECT_EQ(info.version, 1U);
  EXPECT_EQ(info.may_control, 1U);
  EXPECT_EQ(info.user_type, user_type::super);
  EXPECT_EQ(cycler.log_in().result, login_result::logged_in_before);
  EXPECT_EQ(cycler.ask<cti::serial_number>().number, 207855U);
}

TEST(an_arbin, lets_nobody_in_who_is_not_known) {
  arbin_client cycler(sim::arbin{.channels = 2, .users = {{"Robin", {"Hood"}}}});
  EXPECT_EQ(cycler.log_in("Robin", "hood").result, login_result::failed);
  auto const info = cycler.log_in("robin", "Hood");
  EXPECT_EQ(info.result, login_result::failed);
  EXPECT_EQ(info.serial_number, "");
  EXPECT_EQ(info.channels, 0U);
  EXPECT_EQ(cycler.log_in().result, login_result::ok);
}

TEST(an_arbin, does_nothing_for_clients_that_have_not_logged_in) {
  arbin_client cycler;
  auto const request = write_request<cti::channels_info>({}).value();
  EXPECT_EQ(cycler.raw(request), "");
  EXPECT_FALSE(cycler.hung_up);
  EXPECT_THAT(cycler.twin->events(), Contains(HasSubstr("channels_info before a log-in")));
  EXPECT_EQ(cycler.ask<cti::connect>().result, connect_result::ok);
  cycler.log_in();
  EXPECT_NE(cycler.raw(request), "");
}

TEST(an_arbin, tells_all_channels_in_one_message_of_the_stated_length) {
  arbin_client cycler;
  cycler.log_in();
  auto const bytes = cycler.raw(write_request<cti::channels_info>({.only_channel = -1}).value());
  EXPECT_EQ(bytes.size(), 26U + 8 * 1753U);
  EXPECT_EQ(read_header(bytes)->length, bytes.size());
  auto const records = read_records(bytes).value();
  ASSERT_EQ(records.size(), 8U);
  for (std::uint32_t n = 0; n < 8; ++n) EXPECT_EQ(records.all()[n].channel, n);
}

TEST(an_arbin, states_the_length_that_each_feedback_has) {
  arbin_client cycler(sim::arbin{.picture = {1, 2, 3}});
  EXPECT_EQ(cycler.raw(write_request<cti::log_in>({"a", "b"}).value()).size(), 8678U + 3);
  EXPECT_EQ(cycler.raw(write_request<cti::connect>({}).value()).size(), 62U);
  EXPECT_EQ(cycler.raw(write_request<cti::serial_number>({}).value()).size(), 128U);
  EXPECT_EQ(cycler.raw(write_request<cti::stop>({}).value()).size(), 128U);
}

TEST(an_arbin, takes_many_requests_in_one_segment_in_their_order) {
  arbin_client cycler;
  auto const log_in = write_request<cti::log_in>({"a", "b"}).value();
  auto const number = write_request<cti::serial_number>({}).value();
  auto const answers = cycler.replies(log_in + number + number + number.substr(0, 7));
  ASSERT_EQ(answers.size(), 3U);
  EXPECT_EQ(read_header(answers[0].bytes)->command, 0xEEBA0001U);
  EXPECT_EQ(read_header(answers[2].bytes)->command, 0xBB430001U);
  EXPECT_EQ(cycler.replies(number.substr(7)).size(), 1U);
}

TEST(an_arbin, tells_each_channel_in_its_own_message_when_it_is_told_to) {
  arbin_client cycler(sim::arbin{.channels = 3, .one_message_a_channel = true});
  cycler.log_in();
  auto const replies = cycler.all<cti::channels_info>({.only_channel = -1});
  ASSERT_EQ(replies.size(), 3U);
  for (std::uint32_t n = 0; n < 3; ++n) {
    ASSERT_EQ(replies[n].channels.size(), 1U);
    EXPECT_EQ(replies[n].channels[0].channel, n);
  }
  EXPECT_EQ(
      cycler.ask<cti::channels_info>({.only_channel = -1, .selection = channel_selection::running})
          .channels.size(),
      0U);
}

TEST(an_arbin, tells_nothing_of_a_channel_that_there_is_not) {
  arbin_client cycler;
  cycler.log_in();
  EXPECT_TRUE(cycler.ask<cti::channels_info>({.only_channel = 8}).channels.empty());
}

TEST(an_arbin, tells_of_all_channels_when_the_selection_is_none_that_is_documented) {
  arbin_client cycler(sim::arbin{.channels = 3});
  cycler.log_in();
  for (auto const unknown : {0, 9, -1}) {
    auto const selection = static_cast<channel_selection>(unknown);
    auto const told = cycler.ask<cti::channels_info>({.only_channel = -1, .selection = selection});
    EXPECT_EQ(told.channels.size(), 3U) << unknown;
  }
}

TEST(an_arbin, has_two_thousand_channels_in_one_message) {
  arbin_client cycler(sim::arbin{.channels = 2048});
  cycler.log_in();
  auto const bytes = cycler.raw(write_request<cti::channels_info>({.only_channel = -1}).value());
  EXPECT_EQ(bytes.size(), 26U + 2048 * 1753U);
  EXPECT_EQ(read_records(bytes)->size(), 2048U);
}

TEST(an_arbin, closes_a_connection_whose_messages_cannot_be_told_apart) {
  auto const number = write_request<cti::serial_number>({}).value();
  auto wrong_prefix = number, too_short = number, too_long = number;
  wrong_prefix[3] = 'x';
  too_short.replace(8, 4, std::string("\x02\0\0\0", 4));
  too_long.replace(8, 4, "\xff\xff\xff\x7f");
  for (auto const& bytes : {wrong_prefix, too_short, too_long}) {
    arbin_client cycler;
    cycler.log_in();
    EXPECT_TRUE(cycler.replies(bytes).empty());
    EXPECT_TRUE(cycler.hung_up);
    EXPECT_THAT(cycler.twin->events(), Contains(HasSubstr("connection closed")));
    EXPECT_TRUE(cycler.replies(number).empty());
  }
}

TEST(an_arbin, drops_commands_that_it_does_not_know_and_goes_on) {
  arbin_client cycler;
  cycler.log_in();
  auto const number = write_request<cti::serial_number>({}).value();
  auto unknown = number;
  unknown[12] = static_cast<char>(unknown[12] + 0x70);
  unknown[126] = static_cast<char>(unknown[126] + 0x70);
  EXPECT_TRUE(cycler.replies(unknown).empty());
  EXPECT_THAT(cycler.twin->events(), Contains(HasSubstr("no command")));
  EXPECT_EQ(cycler.replies(number).size(), 1U);
}

TEST(an_arbin, never_tells_a_password) {
  arbin_client cycler(sim::arbin{.users = {{"Robin", {"secret-7"}}}});
  auto request = write_request<cti::log_in>({"Robin", "secret-7"}).value();
  cycler.replies(request);
  request.back() = static_cast<char>(request.back() + 1);
  cycler.replies(request);
  cycler.log_in("Robin", "secret-8");
  for (auto const& event : cycler.twin->events()) EXPECT_EQ(event.find("secret"), event.npos);
}

struct an_arbin_with_room_for_one : testing::Test {
  arbin_client first{sim::arbin{.channels = 1, .sessions = 1}};
  arbin_client second{first.twin};
};

TEST_F(an_arbin_with_room_for_one, refuses_a_second_one) {
  EXPECT_EQ(second.ask<cti::connect>().result, connect_result::ok);
  EXPECT_EQ(first.log_in().result, login_result::ok);
  EXPECT_EQ(second.ask<cti::connect>().result, connect_result::rejected);
  EXPECT_EQ(second.log_in().result, login_result::failed);
  EXPECT_FALSE(first.hung_up);
  EXPECT_EQ(first.ask<cti::connect>().result, connect_result::ok);
}

TEST_F(an_arbin_with_room_for_one, kicks_out_who_may_be_kicked_out) {
  first.log_in();
  EXPECT_EQ(first.ask<cti::connect>({1}).kick_out, 1U);
  EXPECT_EQ(second.ask<cti::connect>().result, connect_result::ok);
  EXPECT_FALSE(first.hung_up);
  EXPECT_EQ(second.log_in().result, login_result::ok);
  EXPECT_TRUE(first.hung_up);
  EXPECT_EQ(first.raw(write_request<cti::connect>({}).value()), "");
  EXPECT_EQ(second.ask<cti::connect>().result, connect_result::ok);
}

TEST_F(an_arbin_with_room_for_one, gives_the_room_back_when_a_client_goes) {
  {
    arbin_client guest(first.twin);
    EXPECT_EQ(guest.log_in().result, login_result::ok);
  }
  EXPECT_EQ(first.log_in().result, login_result::ok);
}

TEST(an_arbin, closes_connections_on_which_nothing_comes) {
  arbin_client cycler(sim::arbin{.channels = 1, .idle_timeout = 30s});
  arbin_client busy(cycler.twin);
  cycler.log_in();
  busy.log_in();
  cycler.pass(20s);
  busy.ask<cti::connect>();
  EXPECT_FALSE(cycler.hung_up);
  cycler.pass(11s);
  EXPECT_TRUE(cycler.hung_up);
  EXPECT_FALSE(busy.hung_up);
}

TEST(an_arbin, carries_out_nothing_for_those_who_may_only_look) {
  arbin_client cycler(
      sim::arbin{.channels = 1, .users = {{"Robin", {"Hood", sim::arbin::level::normal, false}}}});
  auto const info = cycler.log_in();
  EXPECT_EQ(info.may_control, 0U);
  EXPECT_EQ(info.user_type, user_type::normal);
  EXPECT_EQ(cycler.result<cti::start>({.test_name = "x", .channels = {0}}),
            start_result::window_in_use);
  EXPECT_EQ(cycler.result<cti::set_variable>(), variable_result::failed);
  EXPECT_EQ(cycler.result<cti::delete_folder>({"Work\\cycle.sdx"}), folder_result::not_removed);
  EXPECT_EQ(cycler.record(1).status, channel_status::idle);
}

TEST(an_arbin_console, closes_all_connections_when_it_restarts) {
  arbin_client cycler(sim::arbin{.channels = 1, .restart_time = 5s});
  arbin_client other(cycler.twin);
  cycler.log_in();
  other.log_in();
  cycler.run(1, "cycle.sdx", "one");
  EXPECT_EQ(cycler.result<cti::restart_console>(), plain_result::ok);
  EXPECT_TRUE(cycler.hung_up);
  EXPECT_TRUE(other.hung_up);
  arbin_client early(cycler.twin);
  EXPECT_EQ(early.raw(write_request<cti::connect>({}).value()), "");
  EXPECT_TRUE(early.hung_up);
  cycler.pass(5s);
  arbin_client later(cycler.twin);
  EXPECT_EQ(later.log_in().result, login_result::ok);
  EXPECT_EQ(later.record(1).status, channel_status::charge);
}

TEST(an_arbin_acquisition, stops_all_tests_when_it_restarts) {
  arbin_client cycler(sim::arbin{.channels = 2, .restart_time = 5s});
  cycler.log_in();
  cycler.run(1, "cycle.sdx", "one");
  EXPECT_EQ(cycler.result<cti::restart_daq>(), plain_result::ok);
  EXPECT_FALSE(cycler.hung_up);
  EXPECT_EQ(cycler.record(1).communication_failed, 1);
  EXPECT_EQ(cycler.record(1).exit_condition, "DAQ restarted");
  EXPECT_EQ(cycler.result<cti::resume>({.channel = 0}), resume_result::not_connected);
  cycler.pass(5s);
  EXPECT_EQ(cycler.record(1).communication_failed, 0);
  EXPECT_EQ(cycler.result<cti::resume>({.channel = 0}), resume_result::ok);
}

TEST(an_arbin_console, forgets_names_with_its_database) {
  arbin_client cycler;
  cycler.log_in();
  cycler.run(1, "cycle.sdx", "one");
  cycler.run(2, "cycle.sdx", "two");
  cycler.ask<cti::stop>({.channel = 1});
  EXPECT_EQ(cycler.result<cti::reset_database>(), plain_result::ok);
  EXPECT_EQ(cycler.record(2).test_name, "");
  EXPECT_EQ(cycler.record(1).test_name, "one");
  EXPECT_EQ(cycler.result<cti::start>({.test_name = "one", .channels = {1}}),
            start_result::test_name);
  EXPECT_EQ(cycler.result<cti::start>({.test_name = "two", .channels = {1}}), start_result::ok);
}

TEST(an_arbin_console, calibrates_when_its_window_is_open) {
  arbin_client cycler(sim::arbin{.channels = 2, .calibration_time = 60s});
  cycler.log_in();
  EXPECT_EQ(cycler.result<cti::calibrate>(), calibration_result::not_started);
  cycler.twin->calibration_window(true);
  cycler.run(2, "cycle.sdx", "one");
  EXPECT_EQ(cycler.result<cti::calibrate>(), calibration_result::ok);
  EXPECT_EQ(cycler.result<cti::calibrate>(), calibration_result::not_started);
  EXPECT_EQ(cycler.record(1).status, channel_status::calibration);
  EXPECT_EQ(cycler.record(2).status, channel_status::charge);
  cycler.pass(61s);
  EXPECT_EQ(cycler.record(1).status, channel_status::idle);
}

TEST(an_arbin_console, shows_messages_of_clients) {
  arbin_client cycler;
  cycler.log_in();
  EXPECT_EQ(cycler.result<cti::send_message>({"2024-05-01<-->{\\rtf1 Hello}"}), message_result::ok);
  EXPECT_THAT(cycler.twin->messages(), testing::ElementsAre("2024-05-01<-->{\\rtf1 Hello}"));
}

}  // namespace arbin_session_test
}  // namespace arbin_tests
