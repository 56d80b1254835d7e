#include "sockio/blocking.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <boost/asio/post.hpp>
#include <filesystem>
#include <future>
#include <thread>

#include "sockio/open_link.hpp"
#include "support/background_context.hpp"
#include "support/scripted_peer.hpp"

namespace blocking_test {

using namespace std::chrono_literals;
using sockio::awaitable;
using sockio::errc;
using test_support::scripted_peer;
using test_support::visitor;
using testing::ElementsAre;
namespace asio = boost::asio;

struct far_device {
  test_support::background_context context;
  scripted_peer peer;
  explicit far_device(scripted_peer::script what = scripted_peer::echo)
      : peer(context.executor(), std::move(what)) {}
};

awaitable<void> silence(visitor& who) { return who.stays_silent(); }

template <class F>
sockio::error_code error_of(F f) {
  try {
    f();
  } catch (sockio::failure const& error) {
    return error.code();
  }
  return {};
}

TEST(blocking_link, has_the_same_verbs_as_plain_calls) {
  far_device device;
  sockio::blocking::link link(device.peer.url());
  EXPECT_FALSE(link.connected());
  link.open();
  EXPECT_TRUE(link.connected());
  EXPECT_EQ(link.write_readline("A?\n"), "A? ok\n");
  EXPECT_THAT(link.write_readlines("B?\nC?\n", 2), ElementsAre("B? ok\n", "C? ok\n"));
  EXPECT_THAT(link.writelines_readlines(std::vector<std::string>{"D\n", "E\n"}),
              ElementsAre("D ok\n", "E ok\n"));
  EXPECT_EQ(link.write_readexactly("F\n", 4), "F ok");
  EXPECT_EQ(link.readexactly(1), "\n");
  EXPECT_EQ(link.write_readuntil("G\n", "o"), "G o");
  EXPECT_EQ(link.readuntil("k"), "k");
  EXPECT_EQ(link.readline(), "\n");
  link.write("H\n");
  EXPECT_EQ(link.readline(), "H ok\n");
  EXPECT_EQ(link.connection_counter(), 1u);
  link.close();
  EXPECT_FALSE(link.connected());
}

TEST(blocking_link, throws_the_failure_of_a_late_reply) {
  far_device device(silence);
  sockio::blocking::link link(device.peer.url());
  EXPECT_EQ(error_of([&] { link.write_readline("A?\n", {.timeout = 10ms}); }), errc::timed_out);
}

TEST(blocking_link, serves_many_threads_each_with_its_own_answers) {
  far_device device;
  sockio::blocking::link link(device.peer.url());
  std::vector<std::thread> threads;
  std::atomic<int> right = 0;
  for (int who = 0; who < 8; ++who) {
    threads.emplace_back([&, who] {
      for (int i = 0; i < 25; ++i) {
        std::string const question = fmt::format("{} {}", who, i);
        if (link.write_readline(question + "\n") == question + " ok\n") ++right;
      }
    });
  }
  for (auto& one : threads) one.join();
  EXPECT_EQ(right, 200);
}

TEST(blocking_link, can_be_interrupted_from_another_thread) {
  far_device device(silence);
  sockio::blocking::link link(device.peer.url(), {.timeout = 1min});
  std::promise<void> under_way;
  auto reply = std::async(std::launch::async, [&] {
    return error_of([&] {
      under_way.set_value();
      link.write_readline("A?\n");
    });
  });
  under_way.get_future().get();
  while (reply.wait_for(1ms) != std::future_status::ready) link.interrupt();
  EXPECT_EQ(reply.get(), errc::interrupted);
}

TEST(blocking_link, interrupts_all_calls_under_way_and_none_that_come_later) {
  far_device device(silence);
  sockio::blocking::link link(device.peer.url(), {.timeout = 1min});
  std::atomic<int> begun = 0;
  std::vector<std::future<sockio::error_code>> calls;
  for (int i = 0; i < 4; ++i) {
    calls.push_back(std::async(std::launch::async, [&] {
      return error_of([&] {
        ++begun;
        link.write_readline("A?\n");
      });
    }));
  }
  while (begun < 4) std::this_thread::yield();
  for (auto& one : calls) {
    while (one.wait_for(1ms) != std::future_status::ready) link.interrupt();
    EXPECT_EQ(one.get(), errc::interrupted);
  }
  EXPECT_EQ(error_of([&] { link.write_readline("B?\n", {.timeout = 10ms}); }), errc::timed_out);
}

TEST(blocking_link, may_be_closed_from_another_thread) {
  far_device device(silence);
  sockio::blocking::link link(device.peer.url(), {.timeout = 1min});
  auto reply = std::async(std::launch::async,
                          [&] { return error_of([&] { link.write_readline("A?\n"); }); });
  while (reply.wait_for(1ms) != std::future_status::ready) link.close();
  EXPECT_EQ(reply.get(), errc::closed);
}

std::size_t threads_of_this_process() {
  auto const tasks = std::filesystem::directory_iterator("/proc/self/task");
  return static_cast<std::size_t>(std::distance(begin(tasks), end(tasks)));
}

TEST(blocking_link, hands_out_a_link_that_may_outlive_it) {
  far_device device;
  std::shared_ptr<sockio::link> async;
  std::weak_ptr<sockio::blocking::runtime> runtime;
  {
    sockio::blocking::link link(device.peer.url());
    link.open();
    async = link.async();
    runtime = link.runtime();
  }
  EXPECT_FALSE(runtime.expired());
  EXPECT_TRUE(async->connected());
  async.reset();
  EXPECT_TRUE(runtime.expired());
}

TEST(blocking_link, has_no_thread_of_its_own) {
  far_device device;
  auto const before = threads_of_this_process();
  sockio::blocking::link link(device.peer.url());
  EXPECT_EQ(link.write_readline("A?\n"), "A? ok\n");
  EXPECT_EQ(threads_of_this_process(), before);
}

TEST(blocking_runtime, is_shared_by_several_links) {
  far_device one;
  far_device other;
  auto const runtime = std::make_shared<sockio::blocking::runtime>();
  sockio::blocking::link a(runtime, sockio::open_link(runtime->executor(), one.peer.url()));
  sockio::blocking::link b(runtime, sockio::open_link(runtime->executor(), other.peer.url()));
  EXPECT_EQ(a.write_readline("A?\n"), "A? ok\n");
  EXPECT_EQ(b.write_readline("B?\n"), "B? ok\n");
}

TEST(blocking_runtime, refuses_a_call_from_code_that_it_is_running) {
  far_device device;
  sockio::blocking::link link(device.peer.url());
  auto const deep = [&]() -> awaitable<sockio::error_code> {
    co_return error_of([&] { link.write_readline("A?\n"); });
  };
  EXPECT_EQ(
      *link.run(sockio::as_result([](auto& f) -> awaitable<std::optional<sockio::error_code>> {
             co_return co_await f();
           }(deep)))
           .value(),
      errc::own_thread);
}

TEST(blocking_runtime, outlasts_a_strangers_exception_and_hands_it_on) {
  far_device device;
  sockio::blocking::link link(device.peer.url());
  asio::post(link.runtime()->executor(), [] { throw std::runtime_error("a stranger's"); });
  EXPECT_THROW(link.write_readline("A?\n"), std::runtime_error);
  EXPECT_EQ(link.write_readline("B?\n"), "B? ok\n");
}

TEST(blocking_runtime, runs_any_operation) {
  sockio::blocking::runtime runtime;
  EXPECT_EQ(runtime.run([]() -> awaitable<int> { co_return 42; }()), 42);
  bool ran = false;
  runtime.run([](bool& r) -> awaitable<void> {
    r = true;
    co_return;
  }(ran));
  EXPECT_TRUE(ran);
}

TEST(blocking_runtime, is_served_when_nobody_calls_while_it_has_a_server) {
  far_device device;
  sockio::blocking::link link(device.peer.url());
  std::promise<void> ran;
  {
    sockio::blocking::runtime::server const serving(*link.runtime());
    asio::post(link.runtime()->executor(), [&] { ran.set_value(); });
    EXPECT_EQ(ran.get_future().wait_for(5s), std::future_status::ready);
    EXPECT_EQ(link.write_readline("A?\n"), "A? ok\n");
  }
  bool runs = false;
  asio::post(link.runtime()->executor(), [&] { runs = true; });
  EXPECT_FALSE(runs);
  EXPECT_EQ(link.write_readline("B?\n"), "B? ok\n");
  EXPECT_TRUE(runs);
}

TEST(blocking_runtime, hands_on_what_a_stranger_threw_while_nobody_called) {
  sockio::blocking::runtime runtime;
  {
    sockio::blocking::runtime::server const serving(runtime);
    asio::post(runtime.executor(), [] { throw std::runtime_error("a stranger's"); });
  }
  auto const nothing = []() -> awaitable<void> { co_return; };
  EXPECT_THROW(runtime.run(nothing()), std::runtime_error);
  EXPECT_NO_THROW(runtime.run(nothing()));
}

}  // namespace blocking_test
