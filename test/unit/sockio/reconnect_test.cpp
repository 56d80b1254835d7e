#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/error.hpp>

#include "support/bench.hpp"

namespace reconnect_test {

using namespace std::chrono_literals;
using sockio::errc;
using test_support::bench;
using testing::HasSubstr;

sockio::error_code refused() { return boost::asio::error::connection_refused; }

/// Asks once, so that the connection is up.
void ask_once(bench& b) {
  b.line.expects("A?\n").replies("1\n");
  EXPECT_EQ(b.ask(b.link->write_readline("A?\n")).value(), "1\n");
}

/// The next request works as if nothing had happened.
void still_works(bench& b) {
  b.line.expects("B?\n").replies("2\n");
  EXPECT_EQ(b.ask(b.link->write_readline("B?\n")).value(), "2\n");
}

TEST(reconnect, after_the_peer_hung_up_between_two_requests_goes_unnoticed) {
  bench b;
  ask_once(b);
  b.line.hang_up();
  still_works(b);
  EXPECT_EQ(b.link->counters().reconnects, 1u);
}

TEST(reconnect, after_the_peer_hung_up_right_behind_its_reply_goes_unnoticed) {
  bench b;
  b.line.expects("A?\n").replies("1\n").hangs_up();
  EXPECT_EQ(b.ask(b.link->write_readline("A?\n")).value(), "1\n");
  still_works(b);
}

TEST(reconnect, after_a_reset_between_two_requests_goes_unnoticed) {
  bench b;
  ask_once(b);
  b.line.reset();
  still_works(b);
}

TEST(reconnect, finds_the_end_of_a_connection_behind_bytes_that_nobody_read) {
  bench b;
  b.line.expects("SET 1\n").replies("\n").hangs_up();
  b.ask(b.link->write("SET 1\n")).value();
  b.line.expects("SET 2\n");
  b.ask(b.link->write("SET 2\n")).value();
  EXPECT_EQ(b.line.attempts(), 2);
}

TEST(reconnect, follows_an_end_before_the_reply_which_is_an_error) {
  bench b;
  b.line.expects("A?\n").hangs_up();
  auto const asked = b.start(b.link->write_readline("A?\n"));
  EXPECT_EQ(asked.error(), errc::closed_by_peer);
  EXPECT_THAT(asked.story(),
              HasSubstr("'A?' the peer closed the connection before the reply was complete "
                        "(connected, 0 bytes received); the connection was closed and opens again "
                        "with the next request"));
  still_works(b);
}

TEST(reconnect, follows_an_end_in_the_middle_of_a_reply_which_is_an_error_that_shows_what_came) {
  bench b;
  b.line.expects("A?\n").replies("12.").hangs_up();
  auto const asked = b.start(b.link->write_readline("A?\n"));
  EXPECT_EQ(asked.error(), errc::closed_by_peer);
  EXPECT_THAT(asked.story(), HasSubstr("3 bytes received"));
  EXPECT_THAT(asked.story(), HasSubstr("received '12.'"));
  still_works(b);
}

TEST(reconnect, follows_a_reset_in_the_middle_of_a_reply_which_is_an_error) {
  bench b;
  b.line.expects("A?\n").resets();
  EXPECT_EQ(b.error_of(b.link->write_readline("A?\n")), boost::asio::error::connection_reset);
  still_works(b);
}

TEST(reconnect, sends_no_request_twice_whatever_happens) {
  bench b;
  b.line.expects("START\n").hangs_up();
  EXPECT_TRUE(b.error_of(b.link->write_readline("START\n")));
  b.jump(10s);
  EXPECT_EQ(b.line.written(), "START\n");
}

TEST(reconnect, is_left_to_the_user_when_told_so) {
  bench b({.auto_reconnect = false});
  auto const early = b.start(b.link->write_readline("A?\n"));
  EXPECT_EQ(early.error(), errc::not_connected);
  EXPECT_THAT(early.story(), HasSubstr("call open(), or switch automatic reconnection on"));
  b.ask(b.link->open()).value();
  ask_once(b);
  b.line.hang_up();
  EXPECT_EQ(b.error_of(b.link->write_readline("B?\n")), errc::not_connected);
  b.ask(b.link->open()).value();
  still_works(b);
}

TEST(reconnect, gives_up_on_a_peer_that_hangs_up_as_soon_as_it_has_let_one_in) {
  sockio::callbacks events;
  bench* device = nullptr;
  events.on_event([&](std::string_view what) {
    if (what.find("connected (") != what.npos) device->line.hang_up();
  });
  bench b({}, events);
  device = &b;
  EXPECT_EQ(b.error_of(b.link->write_readline("A?\n")), errc::closed_by_peer);
  EXPECT_EQ(b.line.attempts(), 1);
  EXPECT_EQ(b.line.written(), "");
}

TEST(reconnect, without_the_idle_check_finds_the_end_by_the_request_that_fails) {
  bench b({.idle_check = false});
  ask_once(b);
  b.line.hang_up();
  b.line.expects("B?\n");
  EXPECT_EQ(b.error_of(b.link->write_readline("B?\n")), errc::closed_by_peer);
  b.line.expects("C?\n").replies("3\n");
  EXPECT_EQ(b.ask(b.link->write_readline("C?\n")).value(), "3\n");
}

TEST(hold_off, lets_no_attempt_through_after_a_refused_one_and_tells_its_age) {
  bench b;
  b.line.refuses(refused());
  auto const first = b.start(b.link->write_readline("A?\n"));
  EXPECT_EQ(first.error(), refused());
  EXPECT_THAT(first.story(), HasSubstr("'A?' was not sent: cannot connect: Connection refused; "
                                       "the next attempt is due in 3 s"));
  b.jump(2s);
  auto const second = b.start(b.link->write_readline("B?\n"));
  EXPECT_EQ(second.error(), refused());
  EXPECT_THAT(second.story(), HasSubstr("the last attempt to connect, 2 s ago, failed: Connection "
                                        "refused; the next attempt is due in 1 s"));
  EXPECT_EQ(b.line.attempts(), 1);
}

TEST(hold_off, ends_by_itself) {
  bench b;
  b.line.refuses(refused());
  EXPECT_TRUE(b.error_of(b.link->write_readline("A?\n")));
  b.jump(3s);
  still_works(b);
  EXPECT_EQ(b.line.attempts(), 2);
  EXPECT_EQ(b.link->counters().failed_connects, 1u);
}

TEST(hold_off, may_be_switched_off) {
  bench b({.hold_off = {}});
  b.line.refuses(refused());
  EXPECT_TRUE(b.error_of(b.link->write_readline("A?\n")));
  still_works(b);
}

TEST(hold_off, comes_after_a_device_that_does_not_let_one_in) {
  bench b({.timeout = 10s, .connection_timeout = 1s});
  b.line.never_connects();
  auto const asked = b.start(b.link->write_readline("A?\n"));
  b.jump(1s);
  EXPECT_EQ(asked.error(), errc::timed_out);
  EXPECT_THAT(asked.story(), HasSubstr("was not sent: no connection within 1 s"));
  auto const second = b.start(b.link->write_readline("B?\n"));
  EXPECT_THAT(second.story(), HasSubstr("failed: no connection in time"));
  EXPECT_EQ(b.line.attempts(), 1);
}

TEST(hold_off, does_not_punish_others_for_a_call_that_could_not_wait) {
  bench b;
  b.line.never_connects();
  auto const hasty = b.start(b.link->write_readline("A?\n", {.timeout = 20ms}));
  b.jump(20ms);
  EXPECT_EQ(hasty.error(), errc::timed_out);
  still_works(b);
}

}  // namespace reconnect_test
