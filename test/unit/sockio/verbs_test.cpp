#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sockio/stream.hpp"
#include "support/bench.hpp"

namespace verbs_test {

using namespace std::chrono_literals;
using sockio::errc;
using test_support::bench;
using testing::ElementsAre;
using texts = std::vector<std::string>;

TEST(verbs, write_readline_connects_by_itself_and_returns_the_line_with_its_end) {
  bench b;
  b.line.expects("*IDN?\n").replies("Cryo-con,24C\r\n");
  EXPECT_EQ(b.ask(b.link->write_readline("*IDN?\n")).value(), "Cryo-con,24C\r\n");
  EXPECT_EQ(b.line.attempts(), 1);
  EXPECT_TRUE(b.link->connected());
}

TEST(verbs, open_connects_once_and_close_ends_it) {
  bench b;
  EXPECT_FALSE(b.link->connected());
  b.ask(b.link->open()).value();
  EXPECT_TRUE(b.link->connected());
  EXPECT_EQ(b.error_of(b.link->open()), errc::already_open);
  b.link->close();
  EXPECT_FALSE(b.link->connected());
  b.ask(b.link->open()).value();
  EXPECT_EQ(b.link->connection_counter(), 2u);
}

TEST(verbs, open_replaces_a_connection_that_died_unnoticed) {
  bench b;
  b.ask(b.link->open()).value();
  b.line.hang_up();
  EXPECT_FALSE(b.link->connected());
  b.ask(b.link->open()).value();
  EXPECT_TRUE(b.link->connected());
}

TEST(verbs, read_what_the_device_sends_by_itself) {
  bench b;
  b.ask(b.link->open()).value();
  b.line.send("one\ntwo\nthree\nfour5678END9");
  EXPECT_EQ(b.link->in_waiting(), 26u);
  EXPECT_EQ(b.ask(b.link->readline()).value(), "one\n");
  EXPECT_THAT(b.ask(b.link->readlines(2)).value(), ElementsAre("two\n", "three\n"));
  EXPECT_EQ(b.ask(b.link->readexactly(4)).value(), "four");
  EXPECT_EQ(b.ask(b.link->read(2)).value(), "56");
  EXPECT_EQ(b.ask(b.link->readuntil("END")).value(), "78END");
  EXPECT_EQ(b.ask(b.link->readbuffer()).value(), "9");
  EXPECT_EQ(b.ask(b.link->readbuffer()).value(), "");
  EXPECT_EQ(b.link->in_waiting(), 0u);
}

TEST(verbs, read_waits_for_the_first_bytes_and_for_the_end_of_a_reply) {
  bench b;
  auto const some = b.start(b.link->read(100));
  EXPECT_FALSE(some.done());
  b.line.send("ab");
  b.settle();
  EXPECT_EQ(some.value(), "ab");
  auto const four = b.start(b.link->readexactly(4));
  for (char const* byte : {"1", "2", "3"}) {
    b.line.send(byte);
    b.settle();
    EXPECT_FALSE(four.done());
  }
  b.line.send("4");
  b.settle();
  EXPECT_EQ(four.value(), "1234");
}

TEST(verbs, read_without_a_limit_takes_everything_up_to_the_end) {
  bench b;
  auto const all = b.start(b.link->read());
  b.line.send("part one, ");
  b.settle();
  b.line.send("part two");
  b.line.hang_up();
  b.settle();
  EXPECT_EQ(all.value(), "part one, part two");
  EXPECT_TRUE(b.link->at_eof());
  EXPECT_FALSE(b.link->connected());
}

TEST(verbs, write_sends_and_expects_nothing) {
  bench b;
  b.line.expects("CONTROL\n").stays_silent();
  b.ask(b.link->write("CONTROL\n")).value();
  b.line.expects("STOP\nLOOP 1:SETPT 77\n");
  b.ask(b.link->writelines(texts{"STOP\n", "LOOP 1:SETPT 77\n"})).value();
  EXPECT_EQ(b.link->counters().requests, 2u);
  EXPECT_EQ(b.link->counters().replies, 0u);
}

TEST(verbs, write_and_read_in_one_step) {
  bench b;
  b.line.expects("A\n").replies("some");
  EXPECT_EQ(b.ask(b.link->write_read("A\n")).value(), "some");
  b.line.expects("B\n").replies("1\n2\n");
  EXPECT_THAT(b.ask(b.link->write_readlines("B\n", 2)).value(), ElementsAre("1\n", "2\n"));
  b.line.expects("C\n").replies("all of it");
  EXPECT_EQ(b.ask(b.link->write_readbuffer("C\n")).value(), "all of it");
  b.line.expects("D\n").replies("12345");
  EXPECT_EQ(b.ask(b.link->write_readexactly("D\n", 5)).value(), "12345");
  b.line.expects("E\n").replies("<x>");
  EXPECT_EQ(b.ask(b.link->write_readuntil("E\n", ">")).value(), "<x>");
  b.line.expects("F\nG\n").replies("f\ng\n");
  EXPECT_THAT(b.ask(b.link->writelines_readlines(texts{"F\n", "G\n"})).value(),
              ElementsAre("f\n", "g\n"));
  b.line.expects("H\nI\n").replies("only one\n");
  EXPECT_THAT(b.ask(b.link->writelines_readlines(texts{"H\n", "I\n"}, 1)).value(),
              ElementsAre("only one\n"));
}

TEST(verbs, write_read_leaves_what_is_more_than_wanted_to_the_next_reader) {
  bench b;
  b.line.expects("A\n").replies("123456");
  EXPECT_EQ(b.ask(b.link->write_read("A\n", 4)).value(), "1234");
  EXPECT_EQ(b.ask(b.link->read(10)).value(), "56");
}

TEST(verbs, take_a_line_end_of_their_own) {
  bench b({.eol = "\r\n"});
  b.line.expects("A\r\n").replies("a\nb\r\n");
  EXPECT_EQ(b.ask(b.link->write_readline("A\r\n")).value(), "a\nb\r\n");
  b.line.expects("B;").replies("1;2;");
  EXPECT_THAT(b.ask(b.link->write_readlines("B;", 2, {.eol = ";"})).value(),
              ElementsAre("1;", "2;"));
  EXPECT_THROW((void)b.link->readline({.eol = "0123456789abcdef"}), sockio::failure);
}

TEST(verbs, skip_empty_lines_when_a_request_says_so) {
  bench b;
  b.line.expects("A?\n").replies("\r\n\n1\n");
  sockio::request ask("A?\n", sockio::frame::line());
  ask.skip_empty_lines = true;
  EXPECT_EQ(b.ask(b.link->exchange(ask)).value(), "1\n");
}

TEST(verbs, reset_input_buffer_drops_and_counts_what_waits) {
  bench b;
  b.ask(b.link->open()).value();
  b.line.send("1\n2\n3\n");
  EXPECT_EQ(b.ask(b.link->readline()).value(), "1\n");
  b.link->reset_input_buffer();
  EXPECT_EQ(b.link->in_waiting(), 0u);
  EXPECT_EQ(b.link->counters().bytes_discarded, 4u);
  auto const next = b.start(b.link->readline());
  b.line.send("4\n");
  b.settle();
  EXPECT_EQ(next.value(), "4\n");
}

TEST(verbs, reset_input_buffer_during_a_request_drops_what_is_left_after_it) {
  bench b;
  b.line.expects("A?\n");
  auto const reply = b.start(b.link->write_readline("A?\n"));
  b.link->reset_input_buffer();
  b.line.send("1\nand more\n");
  b.settle();
  EXPECT_EQ(reply.value(), "1\n");
  EXPECT_EQ(b.link->in_waiting(), 0u);
}

TEST(verbs, have_no_effect_when_nothing_is_asked) {
  bench b;
  b.ask(b.link->write("")).value();
  EXPECT_THAT(b.ask(b.link->readlines(0)).value(), ElementsAre());
  EXPECT_EQ(b.ask(b.link->readexactly(0)).value(), "");
  EXPECT_EQ(b.line.written(), "");
  EXPECT_EQ(b.link->counters().requests, 0u);
}

TEST(verbs, count_what_they_do) {
  bench b;
  b.line.expects("A?\n").replies("12\n");
  b.ask(b.link->write_readline("A?\n")).value();
  auto const c = b.link->counters();
  EXPECT_EQ(c.connections, 1u);
  EXPECT_EQ(c.reconnects, 0u);
  EXPECT_EQ(c.requests, 1u);
  EXPECT_EQ(c.replies, 1u);
  EXPECT_EQ(c.bytes_out, 3u);
  EXPECT_EQ(c.bytes_in, 3u);
  EXPECT_EQ(c.timeouts + c.cancellations + c.failed_connects + c.bytes_discarded, 0u);
}

TEST(streams, give_lines_until_the_peer_closes) {
  bench b;
  b.ask(b.link->open()).value();
  b.line.send("1\n2\n");
  auto lines = b.link->lines();
  EXPECT_EQ(b.ask(lines.next()).value(), "1\n");
  EXPECT_EQ(b.ask(lines.next()).value(), "2\n");
  b.line.hang_up();
  EXPECT_EQ(b.ask(lines.next()).value(), std::nullopt);
}

TEST(streams, take_a_line_that_was_cut_off_for_an_error) {
  bench b;
  b.ask(b.link->open()).value();
  b.line.send("1\n2");
  b.line.hang_up();
  auto lines = b.link->lines();
  EXPECT_EQ(b.ask(lines.next()).value(), "1\n");
  EXPECT_EQ(b.error_of(lines.next()), errc::closed_by_peer);
}

TEST(streams, give_blocks_of_a_size_or_up_to_a_delimiter) {
  bench b;
  b.ask(b.link->open()).value();
  b.line.send("12345678ab;cd;");
  auto sized = b.link->blocks(4);
  EXPECT_EQ(b.ask(sized.next()).value(), "1234");
  EXPECT_EQ(b.ask(sized.next()).value(), "5678");
  auto delimited = b.link->blocks(";");
  EXPECT_EQ(b.ask(delimited.next()).value(), "ab;");
  EXPECT_EQ(b.ask(delimited.next()).value(), "cd;");
  EXPECT_THROW((void)b.link->blocks(std::size_t{0}), sockio::failure);
}

TEST(streams, have_a_deadline_for_each_element) {
  bench b;
  b.ask(b.link->open()).value();
  auto lines = b.link->lines({.timeout = 1s});
  auto const first = b.start(lines.next());
  b.jump(1s);
  EXPECT_EQ(first.error(), errc::timed_out);
  b.line.send("late but whole\n");
  EXPECT_EQ(b.ask(lines.next()).value(), "late but whole\n");
}

}  // namespace verbs_test
