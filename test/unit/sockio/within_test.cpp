#include "sockio/within.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <future>

#include "support/bench.hpp"
#include "support/running.hpp"

namespace within_test {

using namespace std::chrono_literals;
using sockio::awaitable;
using sockio::errc;
using sockio::within;
using test_support::result_of;
using test_support::run;
using testing::HasSubstr;
namespace asio = boost::asio;

awaitable<int> number(int n) { co_return n; }

/// Never ends by itself; counts how often it was ended.
awaitable<int> wait_for_ever(int* ended = nullptr) {
  asio::steady_timer never(co_await asio::this_coro::executor, sockio::time_point::max());
  auto [ec] = co_await never.async_wait(asio::as_tuple(asio::deferred));
  if (ended != nullptr) ++*ended;
  throw boost::system::system_error(ec);
}

awaitable<int> fail() {
  throw sockio::failure(errc::bad_reply, {.problem = "its own"});
  co_return 0;
}

TEST(within, returns_what_the_operation_returns_when_it_is_in_time) {
  asio::io_context io;
  EXPECT_EQ(run(io, within(1s, number(7))), 7);
  EXPECT_EQ(run(io, within(sockio::forever, number(8))), 8);
}

TEST(within, ends_what_takes_too_long_before_it_returns) {
  asio::io_context io;
  int ended = 0;
  auto const late = result_of(io, within(5ms, wait_for_ever(&ended)));
  EXPECT_EQ(late.error().code(), errc::timed_out);
  EXPECT_STREQ(late.error().what(), "not done within 5 ms");
  EXPECT_EQ(ended, 1);
}

TEST(within, ends_at_once_what_has_no_time_at_all) {
  asio::io_context io;
  for (auto const limit : {sockio::duration(0), sockio::duration(-1s)})
    EXPECT_EQ(result_of(io, within(limit, wait_for_ever())).error().code(), errc::timed_out);
}

TEST(within, hands_on_the_operations_own_failure) {
  asio::io_context io;
  auto const bad = result_of(io, within(1s, fail()));
  EXPECT_EQ(bad.error().code(), errc::bad_reply);
  EXPECT_STREQ(bad.error().what(), "its own");
}

TEST(within, hands_the_callers_cancellation_on) {
  asio::io_context io;
  int ended = 0;
  test_support::running<int> one(io.get_executor(), within(1h, wait_for_ever(&ended)));
  io.poll();
  one.cancel();
  io.run();
  EXPECT_EQ(one.error(), errc::cancelled);
  EXPECT_EQ(ended, 1);
}

TEST(within, hands_a_cancellation_on_that_comes_before_the_operation_has_begun) {
  asio::io_context io;
  test_support::running<int> one(io.get_executor(), within(1h, wait_for_ever()));
  one.cancel();
  io.run();
  EXPECT_EQ(one.error(), errc::cancelled);
}

TEST(within, may_be_nested_and_the_shorter_one_ends_it) {
  asio::io_context io;
  EXPECT_STREQ(result_of(io, within(5ms, within(1h, wait_for_ever()))).error().what(),
               "not done within 5 ms");
  EXPECT_STREQ(result_of(io, within(1h, within(5ms, wait_for_ever()))).error().what(),
               "not done within 5 ms");
}

TEST(within, keeps_the_story_of_a_request_that_it_ends) {
  test_support::bench b;
  b.line.expects("A?\n").replies("22");
  auto const late = b.start(within(5ms, b.link->write_readline("A?\n")));
  while (!late.done()) {
    b.io.restart();
    b.io.run_one_for(1s);
  }
  EXPECT_EQ(late.error(), errc::timed_out);
  EXPECT_THAT(late.story(), HasSubstr("test://line: 'A?' no reply within 5 ms, received '22'"));
  EXPECT_FALSE(b.link->connected());
}

TEST(within, waits_for_an_operation_that_does_not_let_itself_be_ended) {
  asio::io_context io;
  bool over = false;
  auto const stubborn = [&]() -> awaitable<int> {
    co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
    asio::steady_timer wait(io, 10ms);
    co_await wait.async_wait(asio::use_awaitable);
    over = true;
    co_return 5;
  };
  EXPECT_EQ(run(io, within(1ms, stubborn())), 5);
  EXPECT_TRUE(over);
}

TEST(within, leaves_nothing_behind_in_the_event_loop) {
  asio::io_context io;
  EXPECT_EQ(run(io, within(1h, number(1))), 1);
  io.restart();
  io.run();
}

TEST(within, may_lose_its_event_loop) {
  auto io = std::make_unique<asio::io_context>();
  test_support::running<int> const one(io->get_executor(), within(1h, wait_for_ever()));
  io->poll();
  io.reset();
  EXPECT_FALSE(one.done());
}

TEST(within, loses_no_deadline_on_many_threads) {
  asio::thread_pool pool(4);
  auto const storm = [](int which) -> awaitable<int> {
    int late = 0;
    for (int i = 0; i < 100; ++i) {
      // Some end by themselves at the very moment when their time is over.
      asio::steady_timer soon(co_await asio::this_coro::executor, std::chrono::microseconds(i));
      auto const work = [](asio::steady_timer& t, bool ever) -> awaitable<int> {
        if (ever) t.expires_at(sockio::time_point::max());
        co_await t.async_wait(asio::use_awaitable);
        co_return 0;
      };
      auto const r = co_await sockio::as_result(
          within(std::chrono::microseconds(which * 10), work(soon, i % 2 == 0)));
      if (r.has_error() && r.error().code() == errc::timed_out) ++late;
    }
    co_return late;
  };
  std::vector<std::future<int>> all;
  for (int i = 0; i < 8; ++i) all.push_back(asio::co_spawn(pool, storm(i), asio::use_future));
  for (auto& one : all) EXPECT_GE(one.get(), 50);
}

TEST(as_result, gives_the_value_or_the_failure) {
  asio::io_context io;
  EXPECT_EQ(run(io, sockio::as_result(number(3))).value(), 3);
  EXPECT_EQ(run(io, sockio::as_result(fail())).error().code(), errc::bad_reply);
}

TEST(as_result, gives_a_cancellation_too) {
  asio::io_context io;
  test_support::running<sockio::result<int>> one(io.get_executor(),
                                                 sockio::as_result(wait_for_ever()));
  io.poll();
  one.cancel();
  io.run();
  EXPECT_EQ(one.value().error().code(), errc::cancelled);
}

}  // namespace within_test
