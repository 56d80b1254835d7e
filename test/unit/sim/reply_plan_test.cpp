#include "server/reply_plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace reply_plan_test {

using namespace std::chrono_literals;
using sim::server_detail::reply_plan;
using sim::server_detail::step;
using testing::ElementsAre;
using testing::IsEmpty;

struct one_line : testing::Test {
  reply_plan plan{{.nack = "NACK\n", .seed = 7}};
  sim::clock time{1};

  /// Returns what happens on the line when the device answers `count` times.
  std::vector<step> answer(int count, std::string const& bytes = "abcd\n",
                           sim::duration after = {}) {
    return plan.plan(std::vector<sim::reply>(static_cast<std::size_t>(count), {bytes, after}), 0,
                     time);
  }
  void with(sim::faults const& how) { plan.misbehave(how); }
};

step sends(std::string bytes, sim::duration due = {}) { return {due, std::move(bytes), false}; }
step closes(sim::duration due = {}) { return {due, {}, true}; }

TEST_F(one_line, without_faults_is_plain) {
  EXPECT_TRUE(plan.plain());
  EXPECT_THAT(answer(2), ElementsAre(sends("abcd\n"), sends("abcd\n")));
}

TEST_F(one_line, sends_when_the_device_is_done_in_its_own_time) {
  time.speed(10);
  EXPECT_THAT(answer(1, "x\n", 1s), ElementsAre(sends("x\n", 100ms)));
}

TEST_F(one_line, keeps_the_order_of_answers_whatever_their_times) {
  auto const steps =
      plan.plan({{.bytes = "late", .after = 1s}, {.bytes = "early", .after = 0s}}, 0, time);
  EXPECT_THAT(steps, ElementsAre(sends("late", 1s), sends("early", 1s)));
}

TEST_F(one_line, waits_before_each_reply) {
  with({.delay = 20ms});
  EXPECT_FALSE(plan.plain());
  EXPECT_THAT(answer(2), ElementsAre(sends("abcd\n", 20ms), sends("abcd\n", 40ms)));
}

TEST_F(one_line, jitter_stays_in_its_range_and_comes_back_with_its_seed) {
  with({.delay = 20ms, .jitter = 10ms});
  reply_plan twin{{.nack = "NACK\n", .seed = 7}};
  twin.misbehave({.delay = 20ms, .jitter = 10ms});
  sim::duration least = 1h, most{};
  for (int i = 0; i < 200; ++i) {
    auto const due = answer(1).at(0).due;
    least = std::min(least, due);
    most = std::max(most, due);
    EXPECT_EQ(twin.plan({{"abcd\n"}}, 0, time).at(0).due, due);
  }
  EXPECT_GE(least, 20ms);
  EXPECT_LT(least, 22ms);
  EXPECT_LE(most, 30ms);
  EXPECT_GT(most, 28ms);
}

TEST_F(one_line, splits_a_reply_into_a_number_of_parts) {
  with({.segments = 2, .segment_pause = 5ms});
  EXPECT_THAT(answer(1), ElementsAre(sends("abc"), sends("d\n", 5ms)));
}

TEST_F(one_line, splits_a_reply_into_parts_of_a_size) {
  with({.segment_size = 2, .segment_pause = 1ms});
  EXPECT_THAT(answer(1), ElementsAre(sends("ab"), sends("cd", 1ms), sends("\n", 2ms)));
}

TEST_F(one_line, closes_instead_of_every_second_reply) {
  with({.close_before = 2});
  EXPECT_THAT(answer(3), ElementsAre(sends("abcd\n"), closes()));
  EXPECT_THAT(answer(1), ElementsAre(sends("abcd\n")));
  EXPECT_THAT(answer(1), ElementsAre(closes()));
}

TEST_F(one_line, closes_in_the_middle_of_every_second_reply) {
  with({.close_inside = 2});
  EXPECT_THAT(answer(2), ElementsAre(sends("abcd\n"), sends("ab"), closes()));
}

TEST_F(one_line, closes_after_every_second_reply) {
  with({.close_after = 2});
  EXPECT_THAT(answer(3), ElementsAre(sends("abcd\n"), sends("abcd\n"), closes()));
}

TEST_F(one_line, sends_garbage_before_every_second_reply_or_in_its_place) {
  with({.garbage = 2, .garbage_bytes = "#?"});
  EXPECT_THAT(answer(2), ElementsAre(sends("abcd\n"), sends("#?abcd\n")));
  with({.garbage = 2, .garbage_bytes = "#?", .garbage_instead = true});
  EXPECT_THAT(answer(2), ElementsAre(sends("abcd\n"), sends("#?")));
}

TEST_F(one_line, swallows_every_third_reply) {
  with({.no_answer = 3});
  EXPECT_THAT(answer(3), ElementsAre(sends("abcd\n"), sends("abcd\n")));
}

TEST_F(one_line, refuses_every_second_request_in_the_words_of_the_device) {
  with({.nack = 2});
  EXPECT_THAT(answer(2), ElementsAre(sends("abcd\n"), sends("NACK\n")));
  with({.nack = 1, .nack_bytes = "NAK\r\n"});
  EXPECT_THAT(answer(1), ElementsAre(sends("NAK\r\n")));
}

TEST_F(one_line, adds_a_line_that_nobody_asked_for) {
  with({.stale = 1, .stale_bytes = "old\n"});
  EXPECT_THAT(answer(1), ElementsAre(sends("abcd\n"), sends("old\n")));
}

TEST_F(one_line, takes_ten_bits_a_byte_in_both_directions) {
  with({.baudrate = 1000});
  auto const steps = plan.plan({{"abcd\n"}}, 3, time);
  EXPECT_THAT(steps, ElementsAre(sends("abcd\n", 80ms)));
}

TEST_F(one_line, is_busy_with_a_request_that_gets_no_answer) {
  with({.baudrate = 1000});
  EXPECT_THAT(plan.plan({}, 4, time), ElementsAre(sends("", 40ms)));
}

TEST_F(one_line, that_refuses_connections_answers_as_ever) {
  with({.clients = sim::faults::connections::drop});
  EXPECT_TRUE(plan.plain());
}

TEST(a_line_with_a_newline_of_its_own, gives_every_line_end_that_form) {
  reply_plan plan({.newline = "\r"});
  sim::clock const time;
  EXPECT_FALSE(plan.plain());
  EXPECT_THAT(plan.plan({{"a\nb\r\n"}}, 0, time), ElementsAre(sends("a\rb\r")));
  std::string came = "*IDN?\r";
  plan.incoming(came);
  EXPECT_EQ(came, "*IDN?\n");
}

TEST(a_line_with_a_newline_of_its_own, keeps_a_carriage_return_that_ends_nothing) {
  reply_plan plan({.newline = "\r\n"});
  sim::clock const time;
  EXPECT_THAT(plan.plan({{"a\rb\n"}}, 0, time), ElementsAre(sends("a\rb\r\n")));
  EXPECT_FALSE(plan.changes_incoming());
}

TEST(a_device_that_ends_the_connection, does_so_after_its_answer) {
  reply_plan plan({});
  sim::clock const time;
  EXPECT_THAT(plan.plan({{.bytes = "bye\n", .then_close = true}, {.bytes = "never"}}, 0, time),
              ElementsAre(sends("bye\n"), closes()));
}

}  // namespace reply_plan_test
