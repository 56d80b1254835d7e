#include "sim/lab.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include "sim/gtest.hpp"
#include "sockio/link.hpp"
#include "support/raw_client.hpp"
#include "support/scripted_device.hpp"

namespace lab_test {

using namespace std::chrono_literals;
using sockio::errc;
using test_support::scripted;

struct direct : sim::lab_test<scripted> {
  std::shared_ptr<sockio::link> line = link();

  /// Returns the code that an exchange fails with.
  template <class T>
  sockio::error_code code(sockio::awaitable<T> operation) {
    auto const result = run(sockio::as_result(std::move(operation)));
    return result ? sockio::error_code() : result.error().code();
  }
};

TEST_F(direct, a_link_needs_no_sockets) {
  EXPECT_EQ(line->endpoint(), "sim://scripted");
  EXPECT_EQ(run(line->write_readline("hello\n")), "hello\n");
  EXPECT_TRUE(line->connected());
  EXPECT_EQ(line->connection_counter(), 1U);
}

TEST_F(direct, two_lines_are_two_replies) {
  EXPECT_EQ(run(line->write_readlines("a\nb\n", 2)), (std::vector<std::string>{"a\n", "b\n"}));
}

TEST_F(direct, a_late_reply_is_never_taken_for_the_next_one) {
  lab.misbehave(0, {.stale = 1, .stale_bytes = "old\n"});
  EXPECT_EQ(run(line->write_readline("a\n")), "a\n");
  EXPECT_EQ(run(line->write_readline("b\n")), "b\n");
  EXPECT_GE(line->counters().bytes_discarded, 4U);
}

TEST_F(direct, a_reply_that_does_not_come_times_out_and_the_next_request_connects_again) {
  lab.misbehave(0, {.no_answer = 1});
  EXPECT_EQ(code(line->write_readline("a\n", {.timeout = 10ms})), errc::timed_out);
  lab.misbehave(0, {});
  EXPECT_EQ(run(line->write_readline("b\n")), "b\n");
  EXPECT_EQ(line->connection_counter(), 2U);
}

TEST_F(direct, a_reply_in_parts_is_whole) {
  lab.misbehave(0, {.segment_size = 1, .segment_pause = 0ms});
  EXPECT_EQ(run(line->write_readline("abc\n")), "abc\n");
}

TEST_F(direct, a_device_that_closes_is_noticed) {
  lab.misbehave(0, {.close_inside = 1});
  EXPECT_EQ(code(line->write_readline("abcd\n")), errc::closed_by_peer);
  lab.misbehave(0, {.close_after = 1});
  EXPECT_EQ(run(line->write_readline("a\n")), "a\n");
  EXPECT_TRUE(line->at_eof());
  EXPECT_EQ(run(line->write_readline("b\n")), "b\n");
}

TEST_F(direct, a_device_that_refuses_is_held_off) {
  lab.misbehave(0, {.clients = sim::faults::connections::refuse});
  EXPECT_EQ(code(line->write_readline("a\n")), boost::asio::error::connection_refused);
  EXPECT_EQ(line->counters().failed_connects, 1U);
}

TEST_F(direct, a_link_keeps_its_device_alive) {
  auto other = std::make_unique<sim::lab>(scripted{});
  auto const orphan = other->link(context.get_executor());
  other.reset();
  EXPECT_EQ(run(orphan->write_readline("still\n")), "still\n");
}

TEST_F(direct, each_new_connection_can_begin_with_a_greeting) {
  std::string greeted;
  auto const polite = lab.link(
      context.get_executor(), 0, {},
      sockio::callbacks().on_connection_made([&](sockio::link& inner) -> sockio::awaitable<void> {
        greeted = co_await inner.write_readline("login\n");
      }));
  EXPECT_EQ(run(polite->write_readline("a\n")), "a\n");
  EXPECT_EQ(greeted, "login\n");
}

TEST_F(direct, many_at_once_are_served_in_their_order) {
  std::vector<std::string> replies;
  for (char name = 'a'; name <= 'e'; ++name) {
    boost::asio::co_spawn(
        context,
        [](std::shared_ptr<sockio::link> on, char said,
           std::vector<std::string>& into) -> sockio::awaitable<void> {
          std::string const text{said, '\n'};
          into.push_back(co_await on->write_readline(text));
        }(line, name, replies),
        boost::asio::detached);
  }
  run(line->write_readline("last\n"));
  EXPECT_EQ(replies, (std::vector<std::string>{"a\n", "b\n", "c\n", "d\n", "e\n"}));
}

TEST_F(direct, what_is_served_is_the_same_device) {
  serve();
  EXPECT_TRUE(lab.url().starts_with("tcp://127.0.0.1:"));
  auto const sockets = sockio::open_link(context.get_executor(), lab.url());
  EXPECT_EQ(run(sockets->write_readline("over tcp\n")), "over tcp\n");
}

TEST(a_lab, of_several_devices_has_one_time) {
  auto const time = std::make_shared<sim::clock>(0);
  scripted const first{.name = "first"}, second{.name = "second"};
  sim::lab lab(time, first, second);
  lab.advance(90s);
  EXPECT_EQ(lab.size(), 2U);
  EXPECT_EQ(first.age(), 90s);
  EXPECT_EQ(second.age(), 90s);
  EXPECT_EQ(lab[1].name(), "second");
}

TEST(a_lab, whose_time_stands_still_lets_nobody_wait) {
  boost::asio::io_context context;
  scripted slow;
  slow.answer = [](auto const&) { return scripted::answers{{.bytes = "done\n", .after = 1h}}; };
  sim::lab lab(std::make_shared<sim::clock>(0), slow);
  EXPECT_EQ(sim::run(context, lab.link(context.get_executor())->write_readline("go\n")), "done\n");
}

TEST(a_lab, waits_for_a_device_on_its_own_time) {
  boost::asio::io_context context;
  scripted slow;
  slow.answer = [](auto const&) { return scripted::answers{{.bytes = "done\n", .after = 2s}}; };
  sim::lab lab(std::make_shared<sim::clock>(100), slow);
  auto const began = std::chrono::steady_clock::now();
  EXPECT_EQ(sim::run(context, lab.link(context.get_executor())->write_readline("go\n")), "done\n");
  EXPECT_GE(std::chrono::steady_clock::now() - began, 20ms);
}

}  // namespace lab_test
