#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/bench.hpp"

namespace deadline_test {

using namespace std::chrono_literals;
using sockio::errc;
using test_support::bench;
using testing::HasSubstr;

TEST(deadline, covers_connecting_greeting_and_the_reply_together) {
  sockio::callbacks events;
  events.on_connection_made([](sockio::link& l) -> sockio::awaitable<void> {
    co_await l.write_readline("LOGIN\n", {.timeout = sockio::forever});
  });
  bench b({.timeout = 1s, .connection_timeout = 1s}, events);
  b.line.never_connects();
  auto const asked = b.start(b.link->write_readline("A?\n"));
  b.jump(400ms);
  b.line.expects("LOGIN\n");
  b.line.lets_in();
  b.jump(400ms);
  b.line.expects("A?\n");
  b.line.send("welcome\n");
  b.jump(199ms);
  EXPECT_FALSE(asked.done());
  b.jump(1ms);
  EXPECT_EQ(asked.error(), errc::timed_out);
  EXPECT_THAT(asked.story(), HasSubstr("'A?' no reply within 1 s"));
}

TEST(deadline, covers_the_time_in_the_queue) {
  bench b;
  b.line.expects("SLOW?\n");
  auto const slow = b.start(b.link->write_readline("SLOW?\n", {.timeout = 10s}));
  auto const waiting = b.start(b.link->write_readline("B?\n", {.timeout = 1s}));
  b.jump(1s);
  EXPECT_EQ(waiting.error(), errc::timed_out);
  EXPECT_THAT(waiting.story(),
              HasSubstr("'B?' was not sent: other requests held the link for 1 s"));
  EXPECT_EQ(b.link->counters().timeouts, 1u);
  b.line.send("done\n");
  b.settle();
  EXPECT_EQ(slow.value(), "done\n");
  EXPECT_EQ(b.line.written(), "SLOW?\n");
}

TEST(deadline, covers_a_greeting_that_takes_too_long) {
  sockio::callbacks events;
  events.on_connection_made([](sockio::link& l) -> sockio::awaitable<void> {
    co_await l.readline({.timeout = sockio::forever});
  });
  bench b({.timeout = 5s, .connection_timeout = 1s}, events);
  auto const asked = b.start(b.link->write_readline("A?\n"));
  b.jump(1s);
  EXPECT_EQ(asked.error(), errc::timed_out);
  EXPECT_THAT(asked.story(), HasSubstr("was not sent: on_connection_made took longer than 1 s"));
  EXPECT_FALSE(b.link->connected());
}

TEST(deadline, covers_a_write_that_the_line_does_not_take) {
  bench b;
  b.line.block();
  auto const asked = b.start(b.link->write_readline("A?\n", {.timeout = 1s}));
  EXPECT_TRUE(b.line.writing());
  b.jump(1s);
  EXPECT_EQ(asked.error(), errc::timed_out);
  EXPECT_THAT(asked.story(), HasSubstr("could not be written within 1 s"));
  EXPECT_FALSE(b.link->connected());
}

TEST(deadline, is_for_each_call_and_may_be_none) {
  bench b({.timeout = 1s});
  b.line.expects("A?\n");
  auto const asked = b.start(b.link->write_readline("A?\n", {.timeout = sockio::forever}));
  b.jump(1h);
  EXPECT_FALSE(asked.done());
  b.line.send("1\n");
  b.settle();
  EXPECT_EQ(asked.value(), "1\n");
}

TEST(deadline, that_has_passed_already_sends_nothing) {
  bench b;
  b.ask(b.link->open()).value();
  EXPECT_EQ(b.error_of(b.link->write_readline("A?\n", {.timeout = 0s})), errc::timed_out);
  EXPECT_EQ(b.line.written(), "");
  EXPECT_TRUE(b.link->connected());
}

TEST(deadline, of_connecting_is_over_once_the_connection_is_made) {
  bench b({.timeout = 10s, .connection_timeout = 1s, .gap = 5s});
  b.line.expects("A?\n").replies("1\n");
  EXPECT_EQ(b.ask(b.link->write_readline("A?\n")).value(), "1\n");
  b.link->close();
  b.line.expects("B?\n").replies("2\n");
  // The pause after the new connection lasts longer than connecting may.
  auto const second = b.start(b.link->write_readline("B?\n"));
  b.jump(2s);
  b.jump(3s);
  EXPECT_EQ(second.value(), "2\n");
}

TEST(deadline, leaves_what_came_to_the_next_reader_when_one_only_reads) {
  bench b;
  b.ask(b.link->open()).value();
  auto const first = b.start(b.link->readline({.timeout = 1s}));
  b.line.send("half ");
  b.jump(1s);
  EXPECT_EQ(first.error(), errc::timed_out);
  EXPECT_TRUE(b.link->connected());
  EXPECT_EQ(b.link->in_waiting(), 5u);
  b.line.send("and half\n");
  EXPECT_EQ(b.ask(b.link->readline()).value(), "half and half\n");
}

TEST(deadline, is_told_to_whoever_listens_and_so_is_a_failed_connect) {
  std::vector<std::string> log;
  sockio::callbacks events;
  events.on_event([&](std::string_view what) { log.emplace_back(what); });
  bench b({}, events);
  b.line.refuses(make_error_code(boost::system::errc::connection_refused));
  EXPECT_TRUE(b.error_of(b.link->open()));
  b.jump(3s);
  b.line.expects("A?\n");
  auto const asked = b.start(b.link->write_readline("A?\n", {.timeout = 1s}));
  b.jump(1s);
  ASSERT_EQ(log.size(), 4u);
  EXPECT_THAT(log[0], HasSubstr("cannot connect: Connection refused"));
  EXPECT_THAT(log[1], testing::StrEq("test://line: connected (connection 1)"));
  EXPECT_THAT(log[2], HasSubstr("no reply within 1 s"));
  EXPECT_THAT(log[3], testing::StrEq("test://line: connection lost: no reply in time"));
}

TEST(gap, is_kept_between_two_requests_whoever_makes_them) {
  bench b({.gap = 100ms});
  b.line.expects("A?\n").replies("1\n");
  EXPECT_EQ(b.ask(b.link->write_readline("A?\n")).value(), "1\n");
  auto const second = b.start(b.link->write_readline("B?\n"));
  auto const third = b.start(b.link->write("C\n"));
  b.jump(99ms);
  EXPECT_EQ(b.line.written(), "A?\n");
  b.line.expects("B?\n").replies("2\n");
  b.jump(1ms);
  EXPECT_EQ(second.value(), "2\n");
  b.jump(99ms);
  EXPECT_EQ(b.line.written(), "A?\nB?\n");
  b.line.expects("C\n");
  b.jump(1ms);
  EXPECT_TRUE(third.done());
}

TEST(gap, costs_nothing_when_it_has_passed_already) {
  bench b({.gap = 100ms});
  b.line.expects("A?\n").replies("1\n");
  EXPECT_EQ(b.ask(b.link->write_readline("A?\n")).value(), "1\n");
  b.jump(100ms);
  b.line.expects("B?\n").replies("2\n");
  EXPECT_EQ(b.ask(b.link->write_readline("B?\n")).value(), "2\n");
}

TEST(gap, that_lasts_past_the_deadline_is_an_error_and_nothing_is_sent) {
  bench b({.gap = 10s});
  b.line.expects("A?\n").replies("1\n");
  EXPECT_EQ(b.ask(b.link->write_readline("A?\n")).value(), "1\n");
  auto const second = b.start(b.link->write_readline("B?\n", {.timeout = 1s}));
  b.jump(1s);
  EXPECT_EQ(second.error(), errc::timed_out);
  EXPECT_THAT(second.story(),
              HasSubstr("the pause between requests lasts past the deadline of 1 s"));
  EXPECT_TRUE(b.link->connected());
}

TEST(gap, is_kept_for_requests_of_the_greeting_too) {
  sockio::callbacks events;
  events.on_connection_made(
      [](sockio::link& l) -> sockio::awaitable<void> { co_await l.write_readline("LOGIN\n"); });
  bench b({.gap = 100ms}, events);
  b.line.expects("LOGIN\n").replies("welcome\n");
  auto const asked = b.start(b.link->write_readline("A?\n"));
  EXPECT_EQ(b.line.written(), "LOGIN\n");
  b.line.expects("A?\n").replies("1\n");
  b.jump(100ms);
  EXPECT_EQ(asked.value(), "1\n");
}

}  // namespace deadline_test
