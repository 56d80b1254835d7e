#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/deferred.hpp>
#include <boost/asio/post.hpp>

#include "sockio/stream.hpp"
#include "support/bench.hpp"

namespace greeting_test {

using namespace std::chrono_literals;
using sockio::awaitable;
using sockio::callbacks;
using sockio::errc;
using test_support::bench;
using testing::ElementsAre;
using testing::HasSubstr;

callbacks greeting(std::function<awaitable<void>(sockio::link&)> how) {
  return std::move(callbacks().on_connection_made(std::move(how)));
}

awaitable<void> log_in(sockio::link& l) { co_await l.write_readline("LOGIN\n"); }

TEST(on_connection_made, is_awaited_before_the_first_request_on_each_connection) {
  bench b({}, greeting(log_in));
  b.line.expects("LOGIN\n").replies("welcome\n");
  b.line.expects("A?\n").replies("1\n").hangs_up();
  EXPECT_EQ(b.ask(b.link->write_readline("A?\n")).value(), "1\n");
  b.line.expects("LOGIN\n").replies("welcome back\n");
  b.line.expects("B?\n").replies("2\n");
  EXPECT_EQ(b.ask(b.link->write_readline("B?\n")).value(), "2\n");
}

TEST(on_connection_made, is_awaited_by_open_and_keeps_others_waiting) {
  bench b({}, greeting(log_in));
  b.line.expects("LOGIN\n");
  auto const open = b.start(b.link->open());
  auto const asked = b.start(b.link->write_readline("A?\n"));
  EXPECT_FALSE(open.done());
  EXPECT_EQ(b.line.written(), "LOGIN\n");
  b.line.expects("A?\n").replies("1\n");
  b.line.send("welcome\n");
  b.settle();
  open.value();
  EXPECT_EQ(asked.value(), "1\n");
}

TEST(on_connection_made, that_throws_closes_the_connection_and_fails_the_request) {
  sockio::error_code lost;
  bench b({}, greeting([](sockio::link&) -> awaitable<void> {
                throw std::runtime_error("wrong password");
                co_return;
              }).on_connection_lost([&](sockio::error_code why) { lost = why; }));
  auto const asked = b.start(b.link->write_readline("A?\n"));
  EXPECT_EQ(asked.error(), errc::greeting_failed);
  EXPECT_THAT(asked.story(),
              HasSubstr("'A?' was not sent: on_connection_made failed: wrong password"));
  EXPECT_EQ(lost, errc::greeting_failed);
  EXPECT_FALSE(b.link->connected());
  EXPECT_EQ(b.link->counters().failed_connects, 1u);
  EXPECT_EQ(b.error_of(b.link->write_readline("A?\n")), errc::greeting_failed);
  EXPECT_EQ(b.line.attempts(), 1) << "the hold-off protects from log-in storms too";
}

TEST(on_connection_made, may_let_a_deadline_of_its_own_pass) {
  // The banner is optional: some devices send one, some do not.
  bench b({}, greeting([](sockio::link& l) -> awaitable<void> {
            auto const banner = co_await sockio::as_result(l.readline({.timeout = 50ms}));
            EXPECT_EQ(banner.error().code(), errc::timed_out);
          }));
  b.line.expects("A?\n").replies("1\n");
  auto const asked = b.start(b.link->write_readline("A?\n"));
  b.jump(50ms);
  EXPECT_EQ(asked.value(), "1\n");
}

TEST(on_connection_made, that_fails_by_a_deadline_of_its_own_says_so) {
  bench b({}, greeting([](sockio::link& l) -> awaitable<void> {
            co_await l.write_readline("LOGIN\n", {.timeout = 50ms});
          }));
  b.line.expects("LOGIN\n");
  auto const asked = b.start(b.link->write_readline("A?\n"));
  b.jump(50ms);
  EXPECT_EQ(asked.error(), errc::greeting_failed);
  EXPECT_THAT(asked.story(), HasSubstr("'LOGIN' no reply within 50 ms"));
}

TEST(on_connection_made, finds_everything_on_the_link_that_it_is_given) {
  bench b({}, greeting([](sockio::link& l) -> awaitable<void> {
            EXPECT_TRUE(l.connected());
            EXPECT_EQ(l.endpoint(), "test://line");
            EXPECT_EQ(l.connection_counter(), 1u);
            EXPECT_EQ(co_await l.readline(), "banner\n");
            l.reset_input_buffer();
            auto lines = l.lines();
            co_await l.write("MODE RAW\n");
            EXPECT_EQ(co_await lines.next(), "ok\n");
            EXPECT_THROW((void)l.open(), sockio::failure);
          }));
  auto const open = b.start(b.link->open());
  b.line.expects("MODE RAW\n").replies("ok\n");
  b.line.send("banner\nnoise\n");
  b.settle();
  open.value();
}

TEST(on_connection_made, may_reset_the_input_while_another_of_its_coroutines_reads) {
  bench* device = nullptr;
  std::string got;
  bench b({}, greeting([&](sockio::link& l) -> awaitable<void> {
            auto const read = [](sockio::link& line, std::string& into) -> awaitable<void> {
              into = co_await line.readline();
            };
            test_support::running<void> const reader(device->io.get_executor(), read(l, got));
            co_await boost::asio::post(boost::asio::deferred);
            EXPECT_TRUE(device->line.reading());
            l.reset_input_buffer();
            device->line.send("banner\nsurplus\n");
            co_await boost::asio::post(boost::asio::deferred);
            while (!reader.done()) co_await boost::asio::post(boost::asio::deferred);
            EXPECT_EQ(l.in_waiting(), 0u) << "the reset waits for the reader";
          }));
  device = &b;
  b.ask(b.link->open()).value();
  EXPECT_EQ(got, "banner\n");
}

TEST(on_connection_made, may_ask_several_things_at_once_and_they_take_turns) {
  bench* device = nullptr;
  std::vector<std::string> got;
  auto const ask = [&](sockio::link& l, std::string what) {
    return [](sockio::link& line, std::string request, auto& into) -> awaitable<void> {
      into.push_back(co_await line.write_readline(request));
    }(l, std::move(what), got);
  };
  bench b({}, greeting([&](sockio::link& l) -> awaitable<void> {
            test_support::running<void> const one(device->io.get_executor(), ask(l, "A?\n"));
            test_support::running<void> const two(device->io.get_executor(), ask(l, "B?\n"));
            co_await ask(l, "C?\n");
          }));
  device = &b;
  for (char const* name : {"A", "B", "C"})
    b.line.expects(std::string(name) + "?\n").replies(std::string(name) + "\n");
  b.line.expects("after\n");
  auto const asked = b.start(b.link->write("after\n"));
  EXPECT_TRUE(asked.done());
  EXPECT_THAT(got, ElementsAre("A\n", "B\n", "C\n"));
}

TEST(on_connection_made, leaves_a_link_that_is_of_no_use_afterwards) {
  std::shared_ptr<sockio::link> kept;
  bench b({}, greeting([&](sockio::link& l) -> awaitable<void> {
            kept = l.shared_from_this();
            co_return;
          }));
  b.ask(b.link->open()).value();
  EXPECT_THROW((void)kept->write_readline("A?\n"), sockio::failure);
  kept.reset();
  EXPECT_EQ(b.line.written(), "");
}

TEST(on_connection_made, may_close_the_connection_again) {
  bench b({}, greeting([](sockio::link& l) -> awaitable<void> {
            l.close();
            co_return;
          }));
  EXPECT_EQ(b.error_of(b.link->write_readline("A?\n")), errc::closed);
  EXPECT_EQ(b.line.written(), "");
}

TEST(callbacks, tell_of_each_connection_and_its_end) {
  std::vector<std::string> log;
  bench b({}, callbacks()
                  .on_connection_lost([&](sockio::error_code why) { log.push_back(why.message()); })
                  .on_eof_received([&] { log.emplace_back("eof"); }));
  b.ask(b.link->open()).value();
  b.line.expects("A?\n").hangs_up();
  b.error_of(b.link->write_readline("A?\n"));
  EXPECT_THAT(log, ElementsAre("eof", "the peer closed the connection"));
  log.clear();
  b.ask(b.link->open()).value();
  b.link->close();
  EXPECT_THAT(log, ElementsAre("the link was closed"));
  b.link->close();
  EXPECT_EQ(log.size(), 1u) << "what is closed cannot be lost";
}

TEST(callbacks, tell_of_an_end_that_a_request_finds) {
  std::vector<std::string> log;
  bench b({}, callbacks()
                  .on_connection_lost([&](sockio::error_code why) { log.push_back(why.message()); })
                  .on_eof_received([&] { log.emplace_back("eof"); }));
  b.ask(b.link->open()).value();
  b.line.hang_up();
  EXPECT_THAT(log, ElementsAre()) << "nobody looks while nothing is asked";
  b.line.expects("A?\n").replies("1\n");
  EXPECT_EQ(b.ask(b.link->write_readline("A?\n")).value(), "1\n");
  EXPECT_THAT(log, ElementsAre("eof", "the peer closed the connection"));
}

TEST(callbacks, may_throw_without_harm_and_are_counted) {
  bench b({}, callbacks()
                  .on_connection_lost([](sockio::error_code) { throw 1; })
                  .on_eof_received([] { throw 2; })
                  .on_event([](std::string_view) { throw 3; }));
  b.ask(b.link->open()).value();
  b.line.hang_up();
  b.line.expects("A?\n").replies("1\n");
  EXPECT_EQ(b.ask(b.link->write_readline("A?\n")).value(), "1\n");
  EXPECT_EQ(b.link->counters().callback_errors, 5u);
}

TEST(callbacks, may_use_the_link) {
  bench* device = nullptr;
  int lost = 0;
  bench b({}, callbacks().on_connection_lost([&](sockio::error_code) {
    ++lost;
    device->link->close();
    EXPECT_FALSE(device->link->connected());
    EXPECT_EQ(device->link->in_waiting(), 0u);
  }));
  device = &b;
  b.line.expects("A?\n").replies("half").hangs_up();
  EXPECT_EQ(b.error_of(b.link->write_readline("A?\n")), errc::closed_by_peer);
  EXPECT_EQ(lost, 1);
}

}  // namespace greeting_test
