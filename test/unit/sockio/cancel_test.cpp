#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

#include "support/bench.hpp"

namespace cancel_test {

using namespace std::chrono_literals;
using sockio::errc;
using test_support::bench;
using testing::HasSubstr;

/// What a cancelled request has left behind: the connection, and a link that goes on working.
void leaves(bench& b, test_support::running<std::string>& asked, bool connected,
            std::string_view written) {
  asked.cancel();
  b.settle();
  EXPECT_EQ(asked.error(), errc::cancelled);
  EXPECT_EQ(b.link->connected(), connected);
  EXPECT_EQ(b.line.written(), written);
  EXPECT_GE(b.link->counters().cancellations, 1u);
  b.line.expects("AFTER?\n").replies("fine\n");
  auto const after = b.start(b.link->write_readline("AFTER?\n"));
  b.jump(1s);
  EXPECT_EQ(after.value(), "fine\n");
}

TEST(cancelled, in_the_queue_a_request_has_had_no_effect) {
  bench b;
  b.line.expects("SLOW?\n");
  auto const slow = b.start(b.link->write_readline("SLOW?\n", {.timeout = 1min}));
  auto asked = b.start(b.link->write_readline("A?\n"));
  asked.cancel();
  b.settle();
  EXPECT_EQ(asked.error(), errc::cancelled);
  EXPECT_THAT(asked.story(), HasSubstr("'A?' cancelled before it was sent"));
  b.line.send("done\n");
  b.settle();
  EXPECT_EQ(slow.value(), "done\n");
  EXPECT_EQ(b.link->counters().cancellations, 1u);
}

TEST(cancelled, while_it_connects_a_request_leaves_no_connection) {
  bench b;
  b.line.never_connects();
  auto asked = b.start(b.link->write_readline("A?\n"));
  EXPECT_TRUE(b.line.connecting());
  leaves(b, asked, false, "");
}

TEST(cancelled, while_it_greets_a_request_closes_the_connection) {
  bench b({}, sockio::callbacks().on_connection_made(
                  [n = 0](sockio::link& l) mutable -> sockio::awaitable<void> {
                    return [](sockio::link& line, bool first) -> sockio::awaitable<void> {
                      if (first) co_await line.readline();
                    }(l, n++ == 0);
                  }));
  auto asked = b.start(b.link->write_readline("A?\n"));
  EXPECT_TRUE(b.line.reading());
  leaves(b, asked, false, "");
}

TEST(cancelled, while_it_waits_for_its_turn_at_the_device_a_request_leaves_the_connection) {
  bench b({.gap = 100ms});
  b.line.expects("FIRST?\n").replies("1\n");
  EXPECT_EQ(b.ask(b.link->write_readline("FIRST?\n")).value(), "1\n");
  auto asked = b.start(b.link->write_readline("A?\n"));
  leaves(b, asked, true, "FIRST?\n");
}

TEST(cancelled, while_it_writes_a_request_closes_the_connection) {
  bench b;
  b.line.block(1);
  b.line.expects("A");
  auto asked = b.start(b.link->write_readline("A?\n"));
  EXPECT_TRUE(b.line.writing());
  asked.cancel();
  b.settle();
  EXPECT_EQ(asked.error(), errc::cancelled);
  EXPECT_FALSE(b.link->connected());
  EXPECT_EQ(b.line.written(), "A");
}

TEST(cancelled, while_it_reads_a_request_closes_the_connection) {
  bench b;
  b.line.expects("A?\n").replies("half");
  auto asked = b.start(b.link->write_readline("A?\n"));
  leaves(b, asked, false, "A?\n");
}

TEST(cancelled, while_it_only_reads_a_reader_leaves_the_connection_and_the_bytes) {
  bench b;
  b.ask(b.link->open()).value();
  auto reader = b.start(b.link->readline());
  b.line.send("half ");
  b.settle();
  reader.cancel();
  b.settle();
  EXPECT_EQ(reader.error(), errc::cancelled);
  EXPECT_EQ(b.link->in_waiting(), 5u);
  b.line.send("and half\n");
  EXPECT_EQ(b.ask(b.link->readline()).value(), "half and half\n");
}

TEST(cancelled, between_two_reads_a_reader_leaves_no_other_bytes_than_those_that_came) {
  bench b;
  b.ask(b.link->open()).value();
  auto reader = b.start(b.link->readline());
  // The bytes have come, but the reader has not gone on yet: the cancellation meets no operation.
  b.at_once([&] {
    b.line.send("half ");
    reader.cancel();
  });
  EXPECT_EQ(reader.error(), errc::cancelled);
  EXPECT_EQ(b.link->in_waiting(), 5u);
  EXPECT_EQ(b.link->counters().cancellations, 1u);
  b.line.send("and half\n");
  EXPECT_EQ(b.ask(b.link->readline()).value(), "half and half\n");
}

TEST(cancelled, between_two_steps_a_request_tells_its_story_and_of_the_lost_connection) {
  sockio::error_code lost;
  bench b({}, sockio::callbacks().on_connection_lost([&](sockio::error_code why) { lost = why; }));
  b.line.expects("A?\n");
  auto asked = b.start(b.link->write_readline("A?\n"));
  b.at_once([&] {
    b.line.send("half");
    asked.cancel();
  });
  EXPECT_THAT(asked.story(), HasSubstr("'A?' cancelled (connected, 4 bytes received)"));
  EXPECT_EQ(lost, errc::cancelled);
  EXPECT_FALSE(b.link->connected());
}

TEST(cancelled, when_its_reply_has_come_already_a_request_succeeds) {
  bench b;
  b.line.expects("A?\n");
  auto asked = b.start(b.link->write_readline("A?\n"));
  b.at_once([&] {
    b.line.send("1\n");
    asked.cancel();
  });
  EXPECT_EQ(asked.value(), "1\n");
  EXPECT_TRUE(b.link->connected());
}

TEST(cancelled, just_when_its_turn_has_come_a_request_sends_nothing_and_hands_the_turn_on) {
  bench b;
  std::optional<test_support::running<std::string>> second;
  b.line.expects("SLOW?\n");
  auto const slow = b.start([](bench& on, auto& other) -> sockio::awaitable<void> {
    co_await on.link->write_readline("SLOW?\n");
    // The gate is the second one's already, but it does not know yet.
    other->cancel();
  }(b, second));
  second.emplace(b.start(b.link->write_readline("A?\n")));
  auto const third = b.start(b.link->write_readline("B?\n"));
  b.line.expects("B?\n").replies("2\n");
  b.line.send("done\n");
  b.settle();
  EXPECT_TRUE(slow.done());
  EXPECT_EQ(second->error(), errc::cancelled);
  EXPECT_EQ(third.value(), "2\n");
}

}  // namespace cancel_test
