#include <gtest/gtest.h>

#include <cmath>

#include "physics/curve.hpp"
#include "physics/first_order.hpp"
#include "physics/heater.hpp"
#include "physics/pid.hpp"

namespace physics_control_test {

using sim::physics::gains;
using sim::physics::terms;

TEST(pid, gives_percent_of_full_scale_for_each_kelvin_of_error) {
  sim::physics::pid law;
  EXPECT_DOUBLE_EQ(law.step({.p = 5}, 80, 77, 100, 0.1), 15);
}

TEST(pid, stays_between_nothing_and_its_limit) {
  sim::physics::pid law;
  EXPECT_DOUBLE_EQ(law.step({.p = 5}, 300, 77, 40, 0.1), 40);
  EXPECT_DOUBLE_EQ(law.step({.p = 5}, 10, 77, 40, 0.1), 0);
}

TEST(pid, does_not_wind_up_while_the_output_is_at_its_limit) {
  sim::physics::pid law;
  for (int i = 0; i < 10000; ++i) law.step({5, 10, 0}, 300, 77, 100, 0.1);
  double after = 100;
  for (int i = 0; i < 3; ++i) after = law.step({5, 10, 0}, 77, 78, 100, 0.1);
  EXPECT_LT(after, 5);
}

TEST(pid, goes_on_from_the_output_that_stands_when_it_takes_over) {
  sim::physics::pid law;
  law.track(37);
  EXPECT_NEAR(law.step({5, 60, 0}, 80, 77, 100, 1.0 / 15), 37, 0.1);
}

TEST(pid, gives_no_kick_when_the_set_point_moves) {
  sim::physics::pid law;
  for (int i = 0; i < 10; ++i) law.step({1, 0, 10}, 80, 77, 100, 0.1);
  EXPECT_NEAR(law.step({1, 0, 10}, 81, 77, 100, 0.1), 4, 1e-9);
}

TEST(heater, gives_power_in_proportion_and_current_as_its_root) {
  auto const out = sim::physics::drive({.full_scale = 1, .compliance = 50}, 25, 50);
  EXPECT_DOUBLE_EQ(out.power, 12.5);
  EXPECT_DOUBLE_EQ(out.current, 0.5);
  EXPECT_DOUBLE_EQ(out.voltage, 25);
  EXPECT_DOUBLE_EQ(out.percent, 25);
}

TEST(heater, runs_out_of_voltage_into_a_load_that_is_too_high) {
  auto const out = sim::physics::drive({.full_scale = 1, .compliance = 50}, 100, 100);
  EXPECT_DOUBLE_EQ(out.current, 0.5);
  EXPECT_DOUBLE_EQ(out.percent, 25);
}

TEST(curve, reads_both_ways_and_says_nothing_outside) {
  sim::physics::curve const diode({{1.6, 4}, {0.5, 300}, {1.0, 100}});
  EXPECT_DOUBLE_EQ(*diode.temperature(0.75), 200);
  EXPECT_DOUBLE_EQ(*diode.reading(200), 0.75);
  EXPECT_FALSE(diode.temperature(1.7));
  EXPECT_FALSE(diode.reading(2));
  EXPECT_FALSE(sim::physics::curve{}.reading(2));
}

// Answers of a first-order process with dead time to a step, without noise.
sim::physics::step_fit answer(double gain, double time, double dead, double step, double seconds) {
  sim::physics::step_fit fit(step);
  double const tick = 1.0 / 15;
  for (double t = tick; t <= seconds; t += tick)
    fit.add(t < dead ? 0 : gain * step * (1 - std::exp(-(t - dead) / time)), tick);
  return fit;
}

TEST(step_fit, finds_the_process_before_it_has_settled) {
  auto const found = answer(2.5, 300, 2, 5, 240).model();
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->gain, 2.5, 0.1);
  EXPECT_NEAR(found->time, 300, 15);
  EXPECT_NEAR(found->dead_time, 2, 0.5);
}

TEST(step_fit, finds_nothing_in_a_process_that_does_not_answer) {
  EXPECT_FALSE(answer(0, 300, 2, 5, 240).model());
  EXPECT_FALSE(sim::physics::step_fit(5).model());
}

TEST(tune, gives_the_terms_that_were_asked_for) {
  sim::physics::first_order const process{.gain = 2, .time = 100, .dead_time = 4};
  EXPECT_EQ(tune(process, terms::p).i, 0);
  EXPECT_EQ(tune(process, terms::pi).d, 0);
  EXPECT_NEAR(tune(process, terms::pi).i, 100, 1e-9);
  EXPECT_GT(tune(process, terms::pid).d, 0);
  EXPECT_LT(tune(process, terms::pid).d, tune(process, terms::pid).i / 4);
}

}  // namespace physics_control_test
