#include "sim/clock.hpp"

#include <gtest/gtest.h>

#include "support/scripted_device.hpp"

namespace clock_test {

using namespace std::chrono_literals;

struct hand {
  sim::clock::wall_time now{};
  sim::clock::wall_clock wall() {
    return [this] { return now; };
  }
};

TEST(clock, runs_at_a_multiple_of_the_wall_clock) {
  hand of;
  sim::clock time(60, of.wall());
  of.now += 1s;
  EXPECT_EQ(time.now(), 1min);
  EXPECT_EQ(time.wall_for(1min), 1s);
}

TEST(clock, keeps_the_time_that_has_passed_when_its_speed_changes) {
  hand of;
  sim::clock time(10, of.wall());
  of.now += 1s;
  time.speed(1);
  of.now += 1s;
  EXPECT_EQ(time.now(), 11s);
}

TEST(clock, that_stands_still_moves_by_hand_and_makes_nobody_wait) {
  hand of;
  sim::clock time(0, of.wall());
  of.now += 1h;
  EXPECT_EQ(time.now(), 0s);
  EXPECT_EQ(time.wall_for(1h), 0s);
  time.advance(2s);
  EXPECT_EQ(time.now(), 2s);
}

struct aging : testing::Test {
  hand of;
  std::shared_ptr<sim::clock> time = std::make_shared<sim::clock>(1, of.wall());
  test_support::scripted device;
  std::shared_ptr<sim::station> station = sim::station::of(device, time);
};

TEST_F(aging, a_device_is_up_to_date_whenever_somebody_has_it) {
  of.now += 5min;
  station->with([&](sim::device&) { EXPECT_EQ(device.age(), 5min); });
}

TEST_F(aging, a_device_does_not_live_before_it_is_asked_for) {
  of.now += 5min;
  EXPECT_EQ(device.age(), 0s);
}

TEST_F(aging, a_device_does_not_have_to_live_through_years) {
  of.now += 24h * 3650;
  station->pass_time();
  EXPECT_EQ(device.age(), 24h * 7);
  of.now += 1s;
  station->pass_time();
  EXPECT_EQ(device.age(), 24h * 7 + 1s);
}

TEST_F(aging, a_wall_clock_that_goes_back_is_waited_for) {
  of.now += 10s;
  station->pass_time();
  of.now -= 4s;
  station->pass_time();
  of.now += 5s;
  station->pass_time();
  EXPECT_EQ(device.age(), 11s);
}

}  // namespace clock_test
