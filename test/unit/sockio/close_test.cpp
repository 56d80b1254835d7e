#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/bench.hpp"

namespace close_test {

using namespace std::chrono_literals;
using sockio::awaitable;
using sockio::callbacks;
using sockio::errc;
using test_support::bench;
using testing::ElementsAre;
using testing::HasSubstr;

/// close() ends the request at once, and the link goes on with the next one.
void ends(bench& b, test_support::running<std::string> const& asked) {
  b.link->close();
  b.settle();
  EXPECT_EQ(asked.error(), errc::closed);
  EXPECT_FALSE(b.link->connected());
  EXPECT_EQ(b.link->in_waiting(), 0u);
  b.line.expects("AFTER?\n").replies("fine\n");
  auto const after = b.start(b.link->write_readline("AFTER?\n"));
  b.jump(100ms);
  EXPECT_EQ(after.value(), "fine\n");
}

TEST(close, ends_a_request_that_connects) {
  bench b;
  b.line.never_connects();
  auto const asked = b.start(b.link->write_readline("A?\n"));
  ends(b, asked);
}

TEST(close, ends_a_request_that_waits_for_the_greeting) {
  bench b({}, callbacks().on_connection_made([n = 0](sockio::link& l) mutable {
    return [](sockio::link& line, bool first) -> awaitable<void> {
      if (first) co_await line.readline();
    }(l, n++ == 0);
  }));
  auto const asked = b.start(b.link->write_readline("A?\n"));
  ends(b, asked);
}

TEST(close, ends_a_request_that_waits_for_its_turn_at_the_device) {
  bench b({.gap = 100ms});
  b.line.expects("FIRST?\n").replies("1\n");
  EXPECT_EQ(b.ask(b.link->write_readline("FIRST?\n")).value(), "1\n");
  auto const asked = b.start(b.link->write_readline("A?\n"));
  ends(b, asked);
}

TEST(close, ends_a_request_that_writes) {
  bench b;
  b.line.block();
  auto const asked = b.start(b.link->write_readline("A?\n"));
  b.line.block(static_cast<std::size_t>(-1));
  ends(b, asked);
}

TEST(close, ends_a_request_that_reads_and_drops_what_has_come_of_its_reply) {
  bench b;
  b.line.expects("A?\n").replies("half");
  auto const asked = b.start(b.link->write_readline("A?\n"));
  ends(b, asked);
}

TEST(close, ends_those_that_wait_in_the_queue_too) {
  bench b;
  b.line.expects("A?\n");
  auto const asked = b.start(b.link->write_readline("A?\n"));
  auto const second = b.start(b.link->write_readline("B?\n"));
  auto const third = b.start(b.link->write_readline("C?\n"));
  ends(b, asked);
  EXPECT_EQ(second.error(), errc::closed);
  EXPECT_EQ(third.error(), errc::closed);
  EXPECT_THAT(third.story(), HasSubstr("'C?' the link was closed before it was sent"));
}

TEST(close, tells_once_of_the_lost_connection_even_during_a_request) {
  std::vector<std::string> log;
  bench b({}, callbacks().on_connection_lost(
                  [&](sockio::error_code why) { log.push_back(why.message()); }));
  b.line.expects("A?\n");
  auto const asked = b.start(b.link->write_readline("A?\n"));
  b.link->close();
  b.settle();
  EXPECT_EQ(asked.error(), errc::closed);
  EXPECT_THAT(log, ElementsAre("the link was closed"));
}

TEST(close, holds_nobody_off) {
  bench b;
  b.line.never_connects();
  auto const open = b.start(b.link->open());
  b.link->close();
  b.settle();
  EXPECT_EQ(open.error(), errc::closed);
  b.ask(b.link->open()).value();
}

TEST(close, right_after_the_connection_is_made_ends_open_as_well) {
  bench b;
  b.line.never_connects();
  auto const open = b.start(b.link->open());
  b.at_once([&] {
    b.line.lets_in();
    b.link->close();
  });
  EXPECT_EQ(open.error(), errc::closed);
  EXPECT_FALSE(b.link->connected());
}

TEST(close, drops_what_waits_to_be_read) {
  bench b;
  b.ask(b.link->open()).value();
  b.line.send("1\n2\n");
  EXPECT_EQ(b.ask(b.link->readline()).value(), "1\n");
  b.link->close();
  EXPECT_EQ(b.link->in_waiting(), 0u);
  EXPECT_EQ(b.link->counters().bytes_discarded, 2u);
}

TEST(watch, notices_a_lost_connection_while_nothing_is_asked) {
  std::vector<std::string> log;
  bench b({.watch = true},
          callbacks()
              .on_connection_lost([&](sockio::error_code why) { log.push_back(why.message()); })
              .on_eof_received([&] { log.emplace_back("eof"); }));
  b.ask(b.link->open()).value();
  b.line.hang_up();
  b.settle();
  EXPECT_THAT(log, ElementsAre("eof", "the peer closed the connection"));
  EXPECT_FALSE(b.link->connected());
  EXPECT_TRUE(b.link->at_eof());
}

TEST(watch, keeps_what_the_device_sends_by_itself_for_the_next_reader) {
  bench b({.watch = true});
  b.ask(b.link->open()).value();
  b.line.send("1\n");
  b.settle();
  b.line.send("2\n");
  b.settle();
  EXPECT_EQ(b.link->in_waiting(), 4u);
  EXPECT_EQ(b.ask(b.link->readline()).value(), "1\n");
  EXPECT_EQ(b.ask(b.link->readline()).value(), "2\n");
}

TEST(watch, keeps_what_came_before_the_end_of_the_connection) {
  bench b({.watch = true});
  b.ask(b.link->open()).value();
  b.line.send("last words\n");
  b.settle();
  b.line.hang_up();
  b.settle();
  EXPECT_EQ(b.ask(b.link->readline()).value(), "last words\n");
  EXPECT_TRUE(b.link->at_eof());
  auto const next = b.start(b.link->readline());
  EXPECT_EQ(next.error(), errc::closed_by_peer) << "who reads has to know where a stream ended";
  auto const after = b.start(b.link->readline());
  EXPECT_EQ(b.line.attempts(), 2);
}

TEST(watch, takes_no_more_than_the_buffer_holds) {
  bench b({.watch = true, .buffer_limit = 10});
  b.ask(b.link->open()).value();
  b.line.send("123456789012345");
  b.settle();
  EXPECT_EQ(b.link->counters().bytes_in, 10u);
  EXPECT_EQ(b.link->in_waiting(), 15u);
  EXPECT_EQ(b.ask(b.link->readexactly(10)).value(), "1234567890");
  EXPECT_EQ(b.ask(b.link->readexactly(5)).value(), "12345");
}

TEST(watch, steps_aside_for_each_request) {
  bench b({.watch = true});
  for (int i = 0; i < 3; ++i) {
    b.line.expects("A?\n").replies("1\n");
    EXPECT_EQ(b.ask(b.link->write_readline("A?\n")).value(), "1\n");
  }
  EXPECT_EQ(b.line.attempts(), 1);
}

TEST(watch, of_a_closed_link_tells_nothing_more) {
  int lost = 0;
  bench b({.watch = true}, callbacks().on_connection_lost([&](sockio::error_code) { ++lost; }));
  b.ask(b.link->open()).value();
  b.link->close();
  b.line.hang_up();
  b.settle();
  EXPECT_EQ(lost, 1);
}

}  // namespace close_test
