#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>

#include <boost/asio/bind_executor.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/system_executor.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>
#include <future>
#include <thread>

#include "sockio/open_link.hpp"
#include "sockio/within.hpp"
#include "support/background_context.hpp"
#include "support/running.hpp"
#include "support/scripted_peer.hpp"

namespace executors_test {

using namespace std::chrono_literals;
using sockio::awaitable;
using sockio::errc;
using sockio::open_link;
using test_support::scripted_peer;
using test_support::visitor;
namespace asio = boost::asio;

/// Is an echo device on a thread of its own.
struct far_device {
  test_support::background_context context;
  scripted_peer peer;
  explicit far_device(scripted_peer::script what = scripted_peer::echo)
      : peer(context.executor(), std::move(what)) {}
};

/// Asks many questions and counts the right answers.
awaitable<int> ask_often(std::shared_ptr<sockio::link> link, int who, int times) {
  int right = 0;
  for (int i = 0; i < times; ++i) {
    std::string const question = fmt::format("{} {}", who, i);
    std::string const answer = co_await link->write_readline(question + "\n");
    right += answer == question + " ok\n" ? 1 : 0;
  }
  co_return right;
}

/// Many tasks on an executor share one link; each gets its own answers.
void share(asio::any_io_executor executor, asio::any_io_executor tasks) {
  far_device device;
  auto const link = open_link(executor, device.peer.url());
  std::vector<std::future<int>> all;
  for (int who = 0; who < 8; ++who)
    all.push_back(asio::co_spawn(tasks, ask_often(link, who, 25), asio::use_future));
  for (auto& one : all) EXPECT_EQ(one.get(), 25);
  EXPECT_EQ(link->counters().requests, 200u);
  EXPECT_EQ(link->connection_counter(), 1u);
}

TEST(executor, may_be_an_io_context_on_a_thread) {
  test_support::background_context context;
  share(context.executor(), context.executor());
}

TEST(executor, may_be_a_thread_pool) {
  asio::thread_pool pool(4);
  share(pool.get_executor(), pool.get_executor());
}

TEST(executor, may_be_a_strand_of_a_thread_pool) {
  asio::thread_pool pool(4);
  share(asio::make_strand(pool), asio::make_strand(pool));
}

TEST(executor, may_be_the_systems) { share(asio::system_executor(), asio::system_executor()); }

TEST(executor, of_the_link_may_be_another_than_that_of_its_users) {
  test_support::background_context context;
  asio::thread_pool pool(3);
  share(context.executor(), pool.get_executor());
}

TEST(completion, may_be_a_callback) {
  asio::io_context io;
  scripted_peer device(io.get_executor(), scripted_peer::echo);
  auto const link = open_link(io.get_executor(), device.url());
  std::string reply;
  asio::co_spawn(io, link->write_readline("A?\n"), [&](std::exception_ptr error, std::string r) {
    EXPECT_FALSE(error);
    reply = r;
    io.stop();
  });
  io.run();
  EXPECT_EQ(reply, "A? ok\n");
}

TEST(completion, may_be_a_future_that_throws_the_failure) {
  far_device device([](visitor& who) -> awaitable<void> {
    co_await who.expects("A?\n");
    who.hangs_up();
  });
  test_support::background_context context;
  auto const link = open_link(context.executor(), device.peer.url());
  auto reply = asio::co_spawn(context.executor(), link->write_readline("A?\n"), asio::use_future);
  try {
    reply.get();
    FAIL() << "it succeeded";
  } catch (sockio::failure const& error) {
    EXPECT_EQ(error.code(), errc::closed_by_peer);
  }
}

TEST(event_loop, may_be_a_foreign_one_that_polls) {
  asio::io_context io;
  far_device device;
  auto const link = open_link(io.get_executor(), device.peer.url());
  test_support::running<int> const asked(io.get_executor(), ask_often(link, 1, 20));
  auto const late = sockio::clock::now() + 5s;
  while (!asked.done() && sockio::clock::now() < late) {
    io.restart();
    io.poll();
    pollfd nothing{};
    ::poll(&nothing, 0, 0);
  }
  EXPECT_EQ(asked.value(), 20);
}

TEST(threads, may_cancel_close_and_ask_at_the_same_time) {
  far_device device;
  asio::thread_pool pool(4);
  auto const link =
      open_link(pool.get_executor(), device.peer.url(), {.hold_off = {}, .watch = true});
  std::atomic<int> ended = 0;
  auto const ask = [&](int who) -> awaitable<void> {
    for (int i = 0; i < 50; ++i) {
      std::string const question = fmt::format("{} {}", who, i);
      auto const limit = std::chrono::microseconds((who * 50 + i) * 7 % 900);
      auto const r =
          co_await sockio::as_result(sockio::within(limit, link->write_readline(question + "\n")));
      if (r) {
        EXPECT_EQ(*r, question + " ok\n");
      }
      ++ended;
    }
  };
  std::vector<std::future<void>> all;
  for (int who = 0; who < 8; ++who) all.push_back(asio::co_spawn(pool, ask(who), asio::use_future));
  auto const closing = [&]() -> awaitable<void> {
    while (ended < 400) {
      link->close();
      (void)link->connected();
      (void)link->in_waiting();
      (void)link->at_eof();
      (void)link->counters();
      link->reset_input_buffer();
      asio::steady_timer pause(co_await asio::this_coro::executor, 200us);
      co_await pause.async_wait(asio::deferred);
    }
  };
  all.push_back(asio::co_spawn(pool, closing(), asio::use_future));
  for (auto& one : all) one.get();
  EXPECT_EQ(ended, 400);
}

TEST(threads, may_cancel_and_close_at_the_same_moment) {
  far_device device([](visitor& who) -> awaitable<void> { co_await who.stays_silent(); });
  asio::thread_pool pool(3);
  auto const link = open_link(pool.get_executor(), device.peer.url(), {.hold_off = {}});
  for (int i = 0; i < 50; ++i) {
    auto const strand = asio::make_strand(pool);
    asio::cancellation_signal stop;
    std::promise<sockio::error_code> over;
    asio::co_spawn(
        strand, sockio::as_result(link->write_readline("A?\n")),
        asio::bind_cancellation_slot(stop.slot(), asio::bind_executor(strand, [&](auto, auto r) {
                                       over.set_value(r.error().code());
                                     })));
    auto ended = over.get_future();
    while (link->counters().connections == static_cast<std::uint64_t>(i) &&
           ended.wait_for(0s) != std::future_status::ready)
      std::this_thread::yield();
    asio::post(strand, [&] { stop.emit(asio::cancellation_type::terminal); });
    link->close();
    auto const ec = ended.get();
    EXPECT_TRUE(ec == errc::cancelled || ec == errc::closed) << ec.message();
    std::promise<void> idle;
    asio::post(strand, [&] { idle.set_value(); });
    idle.get_future().get();
  }
}

TEST(threads, are_served_first_come_first_served) {
  std::vector<std::string> heard;
  std::promise<void> all_wait;
  far_device device([&](visitor& who) -> awaitable<void> {
    // The first request is answered only when all others wait.
    co_await who.expects("first\n");
    co_await who.says("ok\n");
    for (int i = 0; i < 20; ++i) {
      heard.push_back(co_await who.hears());
      co_await who.says("ok\n");
    }
  });
  asio::io_context io;
  auto const link = open_link(io.get_executor(), device.peer.url());
  std::vector<test_support::running<std::string>> asked;
  asked.emplace_back(io.get_executor(), link->write_readline("first\n"));
  std::vector<std::string> expected;
  for (int i = 0; i < 20; ++i) {
    expected.push_back(fmt::format("{}\n", i));
    asked.emplace_back(io.get_executor(), link->write_readline(expected.back()));
  }
  io.run();
  for (auto const& one : asked) EXPECT_EQ(one.value(), "ok\n");
  EXPECT_EQ(heard, expected);
}

}  // namespace executors_test
