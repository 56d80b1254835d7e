#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "cryocon_twin/data_log.hpp"
#include "cryocon_twin/factory_sensors.hpp"
#include "cryocon_twin/hysteresis.hpp"
#include "cryocon_twin/ramp.hpp"
#include "cryocon_twin/statistics.hpp"
#include "cryocon_twin/zones.hpp"

namespace cryocon_logic_test {

using namespace sim::cryo;

TEST(statistics, fit_a_straight_line_and_keep_the_extremes) {
  statistics history;
  for (int i = 0; i <= 600; ++i) history.add(20 + 3.0 * i / 60, 1);
  EXPECT_DOUBLE_EQ(history.minimum(), 20);
  EXPECT_DOUBLE_EQ(history.maximum(), 50);
  EXPECT_NEAR(history.slope(), 3, 1e-9);
  EXPECT_NEAR(history.offset(), 20, 1e-9);
  EXPECT_NEAR(history.minutes(), 10, 1e-9);
}

TEST(statistics, give_the_variance_of_a_signal_around_a_large_mean) {
  statistics history;
  for (int i = 0; i < 1000; ++i) history.add(1e6 + (i % 2 == 0 ? 1 : -1), 1);
  EXPECT_NEAR(history.variance(), 1000.0 / 999, 1e-9);
}

// The example of the guide, page 50.
TEST(hysteresis, asserts_past_the_limit_and_clears_before_it_by_the_dead_band) {
  limits const set{330, 250, 0.25, true, true};
  hysteresis watch;
  EXPECT_EQ(watch.watch(set, 330.2), side::none);
  EXPECT_EQ(watch.watch(set, 330.3), side::high);
  EXPECT_EQ(watch.watch(set, 329.8), side::high);
  EXPECT_EQ(watch.watch(set, 329.7), side::none);
  EXPECT_EQ(watch.watch(set, 249.8), side::none);
  EXPECT_EQ(watch.watch(set, 249.7), side::low);
  EXPECT_EQ(watch.watch(set, 250.2), side::low);
  EXPECT_EQ(watch.watch(set, 250.3), side::none);
}

TEST(hysteresis, ignores_a_limit_that_is_not_enabled) {
  hysteresis watch;
  EXPECT_EQ(watch.watch({330, 250, 0.25, false, false}, 400), side::none);
}

TEST(ramp, arrives_at_its_target_in_the_time_that_its_rate_asks_for) {
  ramp moving;
  moving.start(180, 190, 5);
  for (int i = 0; i < 60; ++i) moving.advance(5, 1);
  EXPECT_TRUE(moving.active());
  EXPECT_NEAR(moving.point(), 185, 1e-9);
  for (int i = 0; i < 61; ++i) moving.advance(5, 1);
  EXPECT_FALSE(moving.active());
  EXPECT_DOUBLE_EQ(moving.point(), 190);
}

TEST(data_log, overwrites_its_oldest_records) {
  data_log log;
  for (int i = 0; i < 1400; ++i) log.add({}, {"1", "2", "3", "4"});
  EXPECT_EQ(log.count(), 1365u);
  std::string const text = log.text();
  EXPECT_EQ(text.substr(0, 45), "35, 01/01/1970, 00,00,00, 1, 2, 3, 4\r\n36, 01/");
  EXPECT_TRUE(text.ends_with("1399, 01/01/1970, 00,00,00, 1, 2, 3, 4\r\n;\r\n"));
  log.clear();
  EXPECT_EQ(log.text(), ";\r\n");
}

TEST(pid_table, gives_gains_between_its_zones_and_the_range_of_the_upper_one) {
  using ::cryocon::heater_range;
  auto const table = conditioned({"t",
                                  {{300, 2, 200, 20, heater_range::hi, std::nullopt},
                                   {-5, 9, 9, 9, heater_range::hi, std::nullopt},
                                   {100, 1, 100, 10, heater_range::mid, ::cryocon::channel('B')}}});
  ASSERT_EQ(table.zones.size(), 2u);
  loop_plan const own{{7, 7, 7}, heater_range::low, 0};
  auto const middle = zone_at(table, 200, own, 0, nullptr);
  EXPECT_DOUBLE_EQ(middle.gains.p, 1.5);
  EXPECT_DOUBLE_EQ(middle.gains.i, 150);
  EXPECT_EQ(middle.range, heater_range::hi);
  EXPECT_EQ(middle.source, 0);
  auto const below = zone_at(table, 50, own, 1, nullptr);
  EXPECT_DOUBLE_EQ(below.gains.p, 1);
  EXPECT_EQ(below.range, heater_range::low) << "loop 2 has no MID";
  EXPECT_EQ(below.source, 1);
  EXPECT_DOUBLE_EQ(zone_at({}, 50, own, 0, nullptr).gains.p, 0);
}

TEST(reading_text, has_seven_digits_or_says_why_there_is_no_number) {
  EXPECT_EQ(reading_text(::cryocon::reading(77.35)), "77.35000");
  EXPECT_EQ(reading_text(::cryocon::reading(4.2)), "4.200000");
  EXPECT_EQ(reading_text(::cryocon::reading(-196.15)), "-196.1500");
  EXPECT_EQ(reading_text(::cryocon::reading(::cryocon::validity::sensor_fault)), "-------");
  EXPECT_EQ(reading_text(::cryocon::reading(::cryocon::validity::out_of_range)), ".......");
}

TEST(factory_sensors, read_back_every_temperature_of_their_range) {
  for (auto const& [index, what] : factory_sensors()) {
    SCOPED_TRACE(what.name);
    if (index == 0) continue;
    double const top = what.characteristic.points().front().temperature;
    double const bottom = what.characteristic.points().back().temperature;
    for (int i = 0; i <= 100; ++i) {
      double const kelvin = bottom + (top - bottom) * i / 100.0;
      auto const reading = what.reading(kelvin);
      ASSERT_TRUE(reading);
      ASSERT_NEAR(what.temperature(*reading).value_or(-1), kelvin, 1e-6);
    }
  }
}

TEST(sensor_library, lets_only_user_sensors_be_edited) {
  sensor_library all;
  EXPECT_EQ(all.find(1)->name, "Cryo-con S900");
  EXPECT_EQ(all.find(64)->name, "User Sensor 4");
  EXPECT_EQ(all.find(7), nullptr);
  EXPECT_EQ(all.user(1), nullptr);
  EXPECT_NE(all.user(68), nullptr);
}

}  // namespace cryocon_logic_test
