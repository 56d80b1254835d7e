#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/bench.hpp"

namespace right_reply_test {

using namespace std::chrono_literals;
using sockio::errc;
using test_support::bench;
using testing::HasSubstr;

TEST(reply, that_comes_late_is_never_the_next_ones) {
  bench b;
  b.line.expects("A?\n");
  auto const late = b.start(b.link->write_readline("A?\n", {.timeout = 500ms}));
  b.jump(500ms);
  EXPECT_EQ(late.error(), errc::timed_out);
  EXPECT_THAT(late.story(),
              testing::StrEq("test://line: 'A?' no reply within 500 ms (connected, 0 bytes "
                             "received); the connection was closed and opens again with the next "
                             "request"));
  b.line.send("answer to A\n");
  b.line.expects("B?\n").replies("answer to B\n");
  EXPECT_EQ(b.ask(b.link->write_readline("B?\n")).value(), "answer to B\n");
  EXPECT_EQ(b.line.attempts(), 2);
  EXPECT_EQ(b.link->counters().timeouts, 1u);
}

TEST(reply, that_comes_late_over_a_line_without_connections_is_waited_out) {
  bench b({.settle = 400ms});
  b.line.expects("A?\n");
  auto const late = b.start(b.link->write_readline("A?\n", {.timeout = 500ms}));
  b.jump(500ms);
  EXPECT_EQ(late.error(), errc::timed_out);
  auto const hasty = b.start(b.link->write_readline("B?\n", {.timeout = 500ms}));
  b.jump(400ms);
  EXPECT_EQ(hasty.error(), errc::timed_out);
  EXPECT_THAT(hasty.story(), HasSubstr("'B?' was not sent: waiting for a late reply to go by left "
                                       "too little of 500 ms"));
  b.line.expects("C?\n").replies("answer to C\n");
  EXPECT_EQ(b.ask(b.link->write_readline("C?\n")).value(), "answer to C\n");
}

TEST(reply, that_is_waited_out_keeps_nobody_from_closing_or_cancelling) {
  bench b({.settle = 400ms});
  b.line.expects("A?\n");
  auto cancelled = b.start(b.link->write_readline("A?\n"));
  cancelled.cancel();
  b.settle();
  auto const closed = b.start(b.link->write_readline("B?\n"));
  b.link->close();
  b.settle();
  EXPECT_EQ(closed.error(), errc::closed);
  auto waiting = b.start(b.link->write_readline("C?\n"));
  waiting.cancel();
  b.settle();
  EXPECT_EQ(waiting.error(), errc::cancelled);
  EXPECT_EQ(b.line.attempts(), 1);
}

TEST(reply, that_is_cut_off_by_the_deadline_is_not_finished_by_the_next_one) {
  bench b;
  b.line.expects("A?\n").replies("half of");
  auto const half = b.start(b.link->write_readline("A?\n", {.timeout = 500ms}));
  b.jump(500ms);
  EXPECT_THAT(half.story(), HasSubstr("received 'half of'"));
  b.line.expects("B?\n").replies("whole\n");
  EXPECT_EQ(b.ask(b.link->write_readline("B?\n")).value(), "whole\n");
}

TEST(reply, with_a_second_line_leaves_nothing_for_the_next_request) {
  bench b;
  b.line.expects("A?\n").replies("1\nsurplus\n");
  EXPECT_EQ(b.ask(b.link->write_readline("A?\n")).value(), "1\n");
  EXPECT_EQ(b.link->in_waiting(), 8u);
  b.line.expects("B?\n").replies("2\n");
  EXPECT_EQ(b.ask(b.link->write_readline("B?\n")).value(), "2\n");
  EXPECT_EQ(b.link->counters().bytes_discarded, 8u);
}

TEST(reply, to_a_set_that_nobody_read_is_not_the_next_ones) {
  bench b;
  b.line.expects("SET 1\n").replies("OK\n");
  b.ask(b.link->write("SET 1\n")).value();
  b.line.expects("A?\n").replies("1\n");
  EXPECT_EQ(b.ask(b.link->write_readline("A?\n")).value(), "1\n");
}

TEST(reply, to_a_write_may_be_read_by_a_read) {
  bench b;
  b.line.expects("A?\n").replies("1\n");
  b.ask(b.link->write("A?\n")).value();
  b.line.expects("SET 2\n");
  b.ask(b.link->write("SET 2\n")).value();
  EXPECT_EQ(b.ask(b.link->readline()).value(), "1\n");
}

TEST(unasked_bytes, are_an_error_when_the_link_is_told_so) {
  bench b({.stray = sockio::unsolicited::fail});
  b.ask(b.link->open()).value();
  b.line.send("chatter\n");
  EXPECT_EQ(b.error_of(b.link->write_readline("A?\n")), errc::unsolicited_bytes);
  EXPECT_EQ(b.line.written(), "");
  b.line.expects("A?\n").replies("1\n");
  EXPECT_EQ(b.ask(b.link->write_readline("A?\n")).value(), "1\n");
  EXPECT_EQ(b.line.attempts(), 2);
}

TEST(unasked_bytes, that_are_left_in_the_buffer_count_as_well) {
  bench b({.stray = sockio::unsolicited::fail});
  b.line.expects("A?\n").replies("1\n2\n");
  EXPECT_EQ(b.ask(b.link->write_readline("A?\n")).value(), "1\n");
  EXPECT_EQ(b.error_of(b.link->write_readline("B?\n")), errc::unsolicited_bytes);
}

TEST(unasked_bytes, are_dropped_from_the_buffer_without_the_idle_check_too) {
  bench b({.idle_check = false});
  b.line.expects("A?\n").replies("1\n2\n");
  EXPECT_EQ(b.ask(b.link->write_readline("A?\n")).value(), "1\n");
  b.line.expects("B?\n").replies("3\n");
  EXPECT_EQ(b.ask(b.link->write_readline("B?\n")).value(), "3\n");
}

TEST(endless_reply, ends_at_the_limit_with_a_clear_error_and_no_more_memory) {
  bench b({.buffer_limit = 1000});
  b.line.expects("A?\n");
  auto const asked = b.start(b.link->write_readline("A?\n"));
  for (int i = 0; i < 999; ++i) b.line.send("x");
  b.settle();
  EXPECT_FALSE(asked.done());
  b.line.send(std::string(5000, 'x'));
  b.settle();
  EXPECT_EQ(asked.error(), errc::reply_too_long);
  EXPECT_THAT(asked.story(), HasSubstr("no end of the reply within 1000 bytes, the buffer limit"));
  EXPECT_EQ(b.link->counters().bytes_in, 1000u);
  b.line.expects("B?\n").replies("fine\n");
  EXPECT_EQ(b.ask(b.link->write_readline("B?\n")).value(), "fine\n");
}

TEST(endless_reply, is_one_byte_longer_than_the_limit) {
  bench b({.buffer_limit = 8});
  b.line.expects("A?\n").replies("1234567\n");
  EXPECT_EQ(b.ask(b.link->write_readline("A?\n")).value(), "1234567\n");
  b.line.expects("A?\n").replies("12345678\n");
  EXPECT_EQ(b.error_of(b.link->write_readline("A?\n")), errc::reply_too_long);
}

TEST(endless_reply, has_the_same_limit_for_each_way_to_read) {
  bench b({.buffer_limit = 8});
  EXPECT_EQ(
      [&] {
        b.line.expects("A\n").replies("123456789");
        return b.error_of(b.link->write_readexactly("A\n", 9));
      }(),
      errc::reply_too_long);
  auto const all = b.start(b.link->read());
  b.line.send("123456789");
  b.settle();
  EXPECT_EQ(all.error(), errc::reply_too_long);
  b.ask(b.link->open()).value();
  b.line.send("123456789");
  EXPECT_EQ(b.ask(b.link->readbuffer()).value(), "12345678");
  EXPECT_EQ(b.ask(b.link->readbuffer()).value(), "9");
}

TEST(reply, of_the_wrong_form_closes_the_connection) {
  struct only_digits {
    sockio::frame::found operator()(std::string_view bytes, bool) const {
      using state = sockio::frame::found::state;
      if (bytes.empty()) return {};
      return {bytes.front() == '!' ? state::malformed : state::complete, 1};
    }
  };
  bench b;
  b.line.expects("A?").replies("!");
  sockio::request const ask("A?", sockio::frame::of(only_digits{}));
  EXPECT_EQ(b.error_of(b.link->exchange(ask)), errc::bad_reply);
  EXPECT_FALSE(b.link->connected());
}

TEST(reply, that_makes_its_frame_throw_is_a_failure_and_closes_the_connection) {
  struct hostile {
    sockio::frame::found operator()(std::string_view bytes, bool) const {
      if (!bytes.empty()) throw std::runtime_error("no such thing");
      return {};
    }
  };
  bench b;
  b.line.expects("A?").replies("x");
  auto const asked = b.start(b.link->exchange(sockio::request("A?", sockio::frame::of(hostile{}))));
  EXPECT_EQ(asked.error(), errc::bad_reply);
  EXPECT_THAT(asked.story(), HasSubstr("no such thing"));
  EXPECT_FALSE(b.link->connected());
}

}  // namespace right_reply_test
