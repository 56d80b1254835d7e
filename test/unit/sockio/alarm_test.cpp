#include "alarm.hpp"

#include <gtest/gtest.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <memory>

#include "support/virtual_clock.hpp"

namespace alarm_test {

using namespace std::chrono_literals;
using test_support::virtual_clock;
namespace asio = boost::asio;

/// Is an alarm and who owns it, as a wire does.
class owner {
 public:
  explicit owner(asio::any_io_executor const& executor) : alarm_(executor) {}

  void set(sockio::duration wait) {
    if (alarm_.set(sockio::after(virtual_clock::now(), wait))) start();
  }
  void clear() { alarm_.clear(); }
  int rings() const { return rings_; }
  int starts() const { return starts_; }

 private:
  void start() {
    ++starts_;
    alarm_.start([this](std::uint64_t serial) {
      if (alarm_.passed(serial)) {
        ++rings_;
      } else if (alarm_.wanted()) {
        start();
      }
    });
  }

  sockio::detail::alarm<virtual_clock> alarm_;
  int rings_ = 0;
  int starts_ = 0;
};

class alarm : public testing::Test {
 protected:
  template <class Do>
  void in_a_handler(Do what) {
    asio::post(io, what);
    poll();
  }
  void jump(sockio::duration ahead) {
    virtual_clock::jump(ahead);
    poll();
  }
  void poll() {
    io.restart();
    io.poll();
  }

  asio::io_context io;
  std::unique_ptr<owner> of = std::make_unique<owner>(io.get_executor());
};

TEST_F(alarm, rings_when_its_deadline_passes) {
  in_a_handler([&] { of->set(3s); });
  jump(3s - 1ns);
  EXPECT_EQ(of->rings(), 0);
  jump(1ns);
  EXPECT_EQ(of->rings(), 1);
}

TEST_F(alarm, that_is_cleared_does_not_ring) {
  in_a_handler([&] {
    of->set(3s);
    of->clear();
  });
  jump(1h);
  EXPECT_EQ(of->rings(), 0);
}

TEST_F(alarm, keeps_the_io_context_at_work_while_it_has_a_deadline) {
  in_a_handler([&] { of->set(3s); });
  EXPECT_FALSE(io.stopped());
}

TEST_F(alarm, lets_the_io_context_end_once_its_deadline_was_met) {
  in_a_handler([&] {
    of->set(3s);
    of->clear();
  });
  EXPECT_TRUE(io.stopped());
}

TEST_F(alarm, sets_no_timer_for_a_later_deadline_until_the_first_one_goes_off) {
  in_a_handler([&] {
    for (int request = 0; request < 100; ++request) {
      of->set(3s);
      virtual_clock::jump(1ms);
      of->clear();
    }
    of->set(3s);
  });
  EXPECT_EQ(of->starts(), 1);
  jump(2900ms);
  EXPECT_EQ(of->starts(), 2);
  EXPECT_EQ(of->rings(), 0);
  jump(100ms);
  EXPECT_EQ(of->rings(), 1);
}

TEST_F(alarm, rings_for_a_sooner_deadline_too) {
  in_a_handler([&] {
    of->set(3s);
    of->clear();
    of->set(1s);
  });
  jump(1s);
  EXPECT_EQ(of->rings(), 1);
  jump(1h);
  EXPECT_EQ(of->rings(), 1);
}

TEST_F(alarm, keeps_the_io_context_at_work_for_a_deadline_that_another_thread_sets) {
  in_a_handler([&] {
    of->set(3s);
    of->clear();
  });
  of->set(4s);
  poll();
  EXPECT_FALSE(io.stopped());
  jump(4s);
  EXPECT_EQ(of->rings(), 1);
}

TEST_F(alarm, has_its_timer_cancelled_by_another_thread) {
  of->set(3s);
  of->clear();
  poll();
  EXPECT_TRUE(io.stopped());
  of->set(2s);
  EXPECT_EQ(of->starts(), 2);
}

TEST_F(alarm, has_its_timer_cancelled_on_any_other_executor) {
  of = std::make_unique<owner>(asio::make_strand(io));
  in_a_handler([&] {
    of->set(3s);
    of->clear();
    of->set(4s);
  });
  EXPECT_EQ(of->starts(), 2);
  jump(4s);
  EXPECT_EQ(of->rings(), 1);
}

TEST_F(alarm, leaves_the_count_of_work_as_it_was) {
  in_a_handler([&] {
    of->set(3s);
    of->clear();
  });
  of.reset();
  auto other_work = asio::make_work_guard(io);
  poll();
  EXPECT_FALSE(io.stopped());
  other_work.reset();
  poll();
  EXPECT_TRUE(io.stopped());
}

}  // namespace alarm_test
