#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>
#include <future>
#include <sockio/gate.hpp>

#include "support/running.hpp"
#include "support/virtual_clock.hpp"

namespace gate_test {

using namespace std::chrono_literals;
using sockio::awaitable;
using sockio::errc;
using test_support::running;
using test_support::virtual_clock;
using testing::ElementsAre;
using gate = sockio::gate<virtual_clock>;
namespace asio = boost::asio;

/// Enters, notes its number and leaves.
awaitable<void> pass(gate& g, int number, std::vector<int>& order,
                     sockio::time_point deadline = sockio::time_point::max()) {
  gate::turn turn(g);
  if (auto const ec = co_await turn.enter(deadline)) throw sockio::failure(ec);
  order.push_back(number);
}

class gate_test : public testing::Test {
 protected:
  void settle() {
    for (int quiet = 0; quiet < 3; ++quiet) {
      io.restart();
      while (io.poll_one() > 0) quiet = 0;
    }
  }
  running<void> start(int number, sockio::time_point deadline = sockio::time_point::max()) {
    running<void> one(io.get_executor(), pass(g, number, order, deadline));
    settle();
    return one;
  }

  asio::io_context io;
  gate g;
  std::vector<int> order;
};

TEST_F(gate_test, lets_one_in_at_a_time_first_come_first_served) {
  {
    gate::turn inside(g);
    ASSERT_TRUE(inside.try_enter());
    for (int i = 0; i < 5; ++i) start(i);
    EXPECT_THAT(order, ElementsAre());
  }
  settle();
  EXPECT_THAT(order, ElementsAre(0, 1, 2, 3, 4));
  EXPECT_TRUE(gate::turn(g).try_enter());
}

TEST_F(gate_test, lets_nobody_overtake_who_was_handed_the_gate) {
  gate::turn inside(g);
  ASSERT_TRUE(inside.try_enter());
  start(1);
  inside.leave();
  gate::turn hasty(g);
  EXPECT_FALSE(hasty.try_enter());
  settle();
  EXPECT_TRUE(hasty.try_enter());
}

TEST_F(gate_test, drops_who_has_waited_too_long_and_keeps_the_order_of_the_others) {
  gate::turn inside(g);
  ASSERT_TRUE(inside.try_enter());
  auto const first = start(1);
  auto const hasty = start(2, virtual_clock::now() + 1s);
  auto const last = start(3);
  virtual_clock::jump(1s);
  settle();
  EXPECT_EQ(hasty.error(), errc::timed_out);
  inside.leave();
  settle();
  EXPECT_THAT(order, ElementsAre(1, 3));
}

TEST_F(gate_test, drops_who_is_cancelled_at_any_place) {
  for (int cancelled = 0; cancelled < 3; ++cancelled) {
    order.clear();
    gate::turn inside(g);
    ASSERT_TRUE(inside.try_enter());
    std::vector<running<void>> waiting;
    for (int i = 0; i < 3; ++i) waiting.push_back(start(i));
    waiting[static_cast<std::size_t>(cancelled)].cancel();
    settle();
    EXPECT_EQ(waiting[static_cast<std::size_t>(cancelled)].error(), errc::cancelled);
    inside.leave();
    settle();
    EXPECT_EQ(order.size(), 2u);
    EXPECT_THAT(order, testing::Not(testing::Contains(cancelled)));
  }
}

TEST_F(gate_test, forgets_who_goes_away_with_its_coroutine) {
  gate::turn inside(g);
  ASSERT_TRUE(inside.try_enter());
  {
    asio::io_context other;
    running<void> const gone(other.get_executor(), pass(g, 1, order));
    other.poll();
    EXPECT_FALSE(gone.done());
  }
  auto const next = start(2);
  inside.leave();
  settle();
  EXPECT_THAT(order, ElementsAre(2));
}

TEST_F(gate_test, is_handed_on_by_who_goes_away_just_after_it_was_handed_the_gate) {
  gate::turn inside(g);
  ASSERT_TRUE(inside.try_enter());
  {
    asio::io_context other;
    running<void> const gone(other.get_executor(), pass(g, 1, order));
    other.poll();
    inside.leave();
  }
  auto const next = start(2);
  EXPECT_THAT(order, ElementsAre(2));
}

TEST(gate, keeps_many_threads_apart_and_loses_none) {
  sockio::gate<sockio::clock> g;
  asio::thread_pool pool(4);
  int inside = 0;
  int most = 0;
  int passed = 0;
  auto const work = [&]() -> awaitable<void> {
    for (int i = 0; i < 200; ++i) {
      sockio::gate<sockio::clock>::turn turn(g);
      EXPECT_FALSE(co_await turn.enter(sockio::time_point::max()));
      most = std::max(most, ++inside);
      co_await asio::post(pool, asio::deferred);
      --inside;
      ++passed;
    }
  };
  std::vector<std::future<void>> all;
  for (int i = 0; i < 8; ++i) all.push_back(asio::co_spawn(pool, work(), asio::use_future));
  for (auto& one : all) one.get();
  EXPECT_EQ(most, 1);
  EXPECT_EQ(passed, 1600);
}

TEST(gate, survives_threads_that_give_up_while_they_are_let_in) {
  sockio::gate<sockio::clock> g;
  asio::thread_pool pool(4);
  std::atomic<int> in = 0;
  std::atomic<int> out = 0;
  auto const hasty = [&]() -> awaitable<void> {
    for (int i = 0; i < 200; ++i) {
      sockio::gate<sockio::clock>::turn turn(g);
      auto const ec = co_await turn.enter(sockio::clock::now() + std::chrono::microseconds(i));
      ++(ec ? out : in);
      co_await asio::post(pool, asio::deferred);
    }
  };
  std::vector<std::future<void>> all;
  for (int i = 0; i < 8; ++i) all.push_back(asio::co_spawn(pool, hasty(), asio::use_future));
  for (auto& one : all) one.get();
  EXPECT_EQ(in + out, 1600);
  sockio::gate<sockio::clock>::turn last(g);
  EXPECT_TRUE(last.try_enter());
}

}  // namespace gate_test
