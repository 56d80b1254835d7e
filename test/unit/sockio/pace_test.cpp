#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/bench.hpp"

namespace pace_test {

using namespace std::chrono_literals;
using sockio::errc;
using test_support::bench;

TEST(pacing, keeps_the_gap_between_the_requests_of_all_users) {
  bench b({.gap = 100ms});
  b.line.expects("A?\n").replies("1\n");
  EXPECT_EQ(b.ask(b.link->write_readline("A?\n")).value(), "1\n");
  auto const second = b.start(b.link->write_readline("B?\n"));
  auto const third = b.start(b.link->write_readline("C?\n"));
  EXPECT_EQ(b.line.written(), "A?\n");
  b.line.expects("B?\n").replies("2\n");
  b.jump(99ms);
  EXPECT_FALSE(second.done());
  b.jump(2ms);
  EXPECT_EQ(second.value(), "2\n");
  b.line.expects("C?\n").replies("3\n");
  EXPECT_FALSE(third.done());
  b.jump(101ms);
  EXPECT_EQ(third.value(), "3\n");
}

TEST(pacing, gets_longer_when_a_driver_asks_for_it_and_never_shorter) {
  bench b;
  b.link->pace(100ms);
  b.link->pace(20ms);
  b.line.expects("A?\n").replies("1\n");
  EXPECT_EQ(b.ask(b.link->write_readline("A?\n")).value(), "1\n");
  auto const next = b.start(b.link->write_readline("B?\n"));
  b.line.expects("B?\n").replies("2\n");
  b.jump(99ms);
  EXPECT_FALSE(next.done());
  b.jump(2ms);
  EXPECT_EQ(next.value(), "2\n");
}

TEST(pacing, that_lasts_past_the_deadline_sends_nothing) {
  bench b({.gap = 100ms});
  b.line.expects("A?\n").replies("1\n");
  EXPECT_EQ(b.ask(b.link->write_readline("A?\n")).value(), "1\n");
  auto const late = b.start(b.link->write_readline("B?\n", {.timeout = 50ms}));
  b.jump(50ms);
  EXPECT_EQ(late.error(), errc::timed_out);
  EXPECT_EQ(b.line.written(), "A?\n");
}

TEST(pacing, does_not_hold_back_who_only_reads) {
  bench b({.gap = 100ms});
  b.line.expects("A?\n").replies("1\nmore\n");
  EXPECT_EQ(b.ask(b.link->write_readline("A?\n")).value(), "1\n");
  EXPECT_EQ(b.ask(b.link->readline()).value(), "more\n");
}

}  // namespace pace_test
