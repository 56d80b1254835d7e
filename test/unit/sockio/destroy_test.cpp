#include <gtest/gtest.h>

#include "support/bench.hpp"

namespace destroy_test {

using namespace std::chrono_literals;
using sockio::errc;
using test_support::bench;
using test_support::scripted_line;

/// Sets a trap door under an operation: the event loop goes away while it waits.
struct trap_door {
  explicit trap_door(sockio::link_options options = {}, sockio::callbacks events = {}) {
    link = test_support::make_link(io.get_executor(), line, options, std::move(events));
  }
  ~trap_door() {
    link.reset();
    line.forget();
  }
  test_support::running<std::string> ask(char const* what) {
    test_support::running<std::string> one(io.get_executor(), link->write_readline(what));
    io.restart();
    while (io.poll_one() > 0) {
    }
    return one;
  }
  scripted_line line;
  boost::asio::io_context io;
  std::shared_ptr<sockio::link> link;
};

TEST(destroying_the_event_loop, while_requests_connect_and_queue_is_safe) {
  trap_door t;
  t.line.never_connects();
  auto const first = t.ask("A?\n");
  auto const second = t.ask("B?\n");
  EXPECT_FALSE(first.done() || second.done());
}

TEST(destroying_the_event_loop, while_a_request_greets_is_safe) {
  trap_door t({}, sockio::callbacks().on_connection_made(
                      [](sockio::link& l) -> sockio::awaitable<void> { co_await l.readline(); }));
  auto const one = t.ask("A?\n");
  EXPECT_TRUE(t.line.reading());
}

TEST(destroying_the_event_loop, while_a_request_waits_for_its_turn_is_safe) {
  trap_door t({.gap = 1s});
  t.line.expects("A?\n").replies("1\n");
  EXPECT_EQ(t.ask("A?\n").value(), "1\n");
  auto const one = t.ask("B?\n");
  EXPECT_FALSE(one.done());
}

TEST(destroying_the_event_loop, while_a_request_writes_is_safe) {
  trap_door t;
  t.line.block();
  auto const one = t.ask("A?\n");
  EXPECT_TRUE(t.line.writing());
}

TEST(destroying_the_event_loop, while_a_request_reads_is_safe) {
  trap_door t;
  t.line.expects("A?\n");
  auto const one = t.ask("A?\n");
  EXPECT_TRUE(t.line.reading());
}

TEST(destroying_the_event_loop, while_the_connection_is_watched_is_safe) {
  trap_door t({.watch = true});
  t.line.expects("A?\n").replies("1\n");
  EXPECT_EQ(t.ask("A?\n").value(), "1\n");
}

TEST(dropping_a_link, during_a_request_lets_the_request_finish) {
  bench b;
  b.line.expects("A?\n");
  auto const asked = b.start(b.link->write_readline("A?\n"));
  std::weak_ptr<sockio::link> const last = b.link;
  b.link.reset();
  EXPECT_FALSE(last.expired());
  b.line.send("1\n");
  b.settle();
  EXPECT_EQ(asked.value(), "1\n");
  EXPECT_TRUE(last.expired());
  EXPECT_EQ(b.line.closes(), 1);
}

TEST(dropping_a_link, that_is_watched_closes_it) {
  bench b({.watch = true});
  b.ask(b.link->open()).value();
  b.link.reset();
  EXPECT_EQ(b.line.closes(), 1);
  b.settle();
}

TEST(dropping_an_operation, that_was_never_awaited_leaves_no_trace) {
  bench b;
  {
    auto const never = b.link->write_readline("A?\n");
  }
  b.line.expects("B?\n").replies("2\n");
  EXPECT_EQ(b.ask(b.link->write_readline("B?\n")).value(), "2\n");
}

/// An operation whose own event loop goes away, while the link's stays.
TEST(dropping_an_operation, in_the_middle_of_a_reply_closes_the_connection) {
  bench b;
  b.line.expects("A?\n");
  {
    boost::asio::io_context other;
    test_support::running<std::string> const asked(other.get_executor(),
                                                   b.link->write_readline("A?\n"));
    for (int turn = 0; turn < 5; ++turn) {
      other.poll();
      b.settle();
    }
    EXPECT_TRUE(b.line.reading());
    b.line.send("half");
    b.settle();
  }
  EXPECT_FALSE(b.link->connected());
  b.line.expects("B?\n").replies("2\n");
  EXPECT_EQ(b.ask(b.link->write_readline("B?\n")).value(), "2\n");
}

TEST(dropping_an_operation, in_the_queue_lets_the_next_one_in) {
  bench b;
  b.line.expects("A?\n");
  auto const asked = b.start(b.link->write_readline("A?\n"));
  {
    boost::asio::io_context other;
    test_support::running<std::string> const waiting(other.get_executor(),
                                                     b.link->write_readline("B?\n"));
    other.poll();
  }
  b.line.expects("C?\n").replies("3\n");
  auto const third = b.start(b.link->write_readline("C?\n"));
  b.line.send("1\n");
  b.settle();
  EXPECT_EQ(asked.value(), "1\n");
  EXPECT_EQ(third.value(), "3\n");
}

}  // namespace destroy_test
