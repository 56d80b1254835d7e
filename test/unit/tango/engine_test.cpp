#include "servers/engine.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <condition_variable>
#include <mutex>

namespace engine_test {
namespace {

using namespace std::chrono_literals;
using sockio::awaitable;

awaitable<void> nothing() { co_return; }

awaitable<void> for_ever() {
  boost::asio::steady_timer never(co_await boost::asio::this_coro::executor,
                                  boost::asio::steady_timer::time_point::max());
  co_await never.async_wait(boost::asio::use_awaitable);
}

/// Counts what the engine does with it.
class counter : public servers::watched {
 public:
  explicit counter(awaitable<void> (*read)()) : read_(read) {}

  std::function<awaitable<void>()> poll() override {
    note(polls_);
    return read_ ? std::function<awaitable<void>()>(read_) : nullptr;
  }
  void push() override { note(pushes_); }

  void wait_for_pushes(int count) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, 20s, [&] { return pushes_ >= count; });
    EXPECT_GE(pushes_, count);
  }
  void wait_for_polls(int count) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, 20s, [&] { return polls_ >= count; });
    EXPECT_GE(polls_, count);
  }
  int pushes() {
    std::scoped_lock const lock(mutex_);
    return pushes_;
  }
  int polls() {
    std::scoped_lock const lock(mutex_);
    return polls_;
  }

 private:
  void note(int& what) {
    std::scoped_lock const lock(mutex_);
    ++what;
    changed_.notify_all();
  }

  awaitable<void> (*read_)();
  std::mutex mutex_;
  std::condition_variable changed_;
  int polls_ = 0;
  int pushes_ = 0;
};

TEST(engine, pushes_after_each_poll) {
  servers::engine drivers;
  counter device(nothing);
  drivers.watch(device, 1ms);
  device.wait_for_pushes(3);
  drivers.forget(device);
  EXPECT_GE(device.polls(), device.pushes());
}

TEST(engine, pushes_nothing_when_there_is_nothing_to_poll_and_asks_again) {
  servers::engine drivers;
  counter device(nullptr);
  drivers.watch(device, 1ms);
  device.wait_for_polls(3);
  drivers.forget(device);
  EXPECT_EQ(device.pushes(), 0);
}

TEST(engine, lets_no_slow_device_keep_another_one_waiting) {
  servers::engine drivers;
  counter slow(for_ever);
  counter quick(nothing);
  drivers.watch(slow, 1ms);
  slow.wait_for_polls(1);
  drivers.watch(quick, 1ms);
  quick.wait_for_pushes(3);
  EXPECT_EQ(slow.polls(), 1);
  drivers.forget(slow);
  drivers.forget(quick);
}

TEST(engine, uses_no_device_after_it_has_forgotten_it) {
  servers::engine drivers;
  for (int i = 0; i < 50; ++i) {
    auto device = std::make_unique<counter>(i % 2 == 0 ? nothing : for_ever);
    drivers.watch(*device, 1ms);
    device->wait_for_polls(1);
    drivers.forget(*device);
  }
}

TEST(engine, ends_with_polls_under_way) {
  counter device(for_ever);
  {
    servers::engine drivers;
    drivers.watch(device, 1ms);
    device.wait_for_polls(1);
  }
  EXPECT_EQ(device.pushes(), 0);
}

}  // namespace
}  // namespace engine_test
