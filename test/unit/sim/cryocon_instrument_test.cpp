#include <gtest/gtest.h>

#include <algorithm>

#include "cryocon_twin/instrument.hpp"

namespace cryocon_instrument_test {

using namespace std::chrono_literals;
using namespace sim::cryo;
using ::cryocon::alarm_state;
using ::cryocon::heater_range;
using ::cryocon::loop_error;
using ::cryocon::loop_type;
using ::cryocon::relay_mode;
using ::cryocon::relay_state;
using sim::physics::cryostat;

instrument at(double kelvin) {
  instrument cold(cryostat(kelvin), 1, {});
  cold.set.loops[0].range = heater_range::hi;
  return cold;
}

double shown(instrument const& of, int channel = 0) {
  return of.shown(channel).number().value_or(-1);
}

void regulate(instrument& cold, double kelvin) {
  cold.set.loops[0].type = loop_type::pid;
  cold.set.loops[0].set_point = kelvin;
  cold.control();
}

TEST(instrument, settles_at_its_set_point) {
  auto cold = at(70);
  regulate(cold, 77.4);
  cold.advance(20min);
  EXPECT_NEAR(shown(cold), 77.4, 0.01);
  EXPECT_GT(cold.loops[0].percent(), 1);
}

TEST(instrument, comes_to_the_same_state_however_its_time_is_cut) {
  auto once = at(70);
  auto often = at(70);
  regulate(once, 77.4);
  regulate(often, 77.4);
  once.advance(60s);
  for (int i = 0; i < 6000; ++i) often.advance(10ms);
  EXPECT_EQ(shown(once), shown(often));
}

TEST(instrument, heats_at_once_in_manual_mode_and_not_when_stopped) {
  auto cold = at(20);
  cold.set.loops[0].manual = 40;
  cold.advance(1s);
  EXPECT_EQ(cold.loops[0].output().power, 0);
  cold.control();
  cold.advance(1s);
  EXPECT_NEAR(cold.loops[0].output().power, 20, 1e-9);
  cold.stop();
  EXPECT_EQ(cold.loops[0].output().power, 0);
}

TEST(instrument, keeps_the_power_limit_of_loop_1_in_its_high_range_only) {
  auto cold = at(20);
  cold.set.loops[0].manual = 80;
  cold.set.loops[0].max_power = 30;
  cold.control();
  cold.advance(1s);
  EXPECT_DOUBLE_EQ(cold.loops[0].percent(), 30);
  cold.set.loops[0].range = heater_range::mid;
  cold.advance(1s);
  EXPECT_DOUBLE_EQ(cold.loops[0].percent(), 80);
}

TEST(instrument, follows_a_ramp_at_the_set_rate) {
  auto cold = at(80);
  regulate(cold, 80);
  cold.set.loops[0].type = loop_type::rampp;
  cold.set.loops[0].rate = 2;
  cold.set.loops[0].gains = {20, 30, 0};
  cold.advance(10min);
  EXPECT_FALSE(cold.loops[0].ramping());
  cold.set_point(0, 100);
  EXPECT_TRUE(cold.loops[0].ramping());
  cold.advance(4min);
  double const early = shown(cold);
  cold.advance(4min);
  EXPECT_NEAR(shown(cold) - early, 8, 0.1);
  EXPECT_NEAR(shown(cold), 96, 0.5);
  cold.advance(3min);
  EXPECT_FALSE(cold.loops[0].ramping());
  EXPECT_NEAR(shown(cold), 100, 0.5);
}

TEST(instrument, takes_gains_and_range_from_the_table_in_table_mode) {
  auto cold = at(40);
  cold.set.loops[0].range = heater_range::low;
  cold.set.loops[0].table = 3;
  cold.tables[2] = {"t", {{100, 8, 60, 0, heater_range::hi, std::nullopt}}};
  cold.set.loops[0].type = loop_type::table;
  cold.set.loops[0].set_point = 60;
  cold.control();
  cold.advance(20min);
  EXPECT_NEAR(shown(cold), 60, 0.02);
}

TEST(instrument, gives_no_heat_without_a_reading) {
  auto cold = at(70);
  regulate(cold, 100);
  cold.advance(1s);
  EXPECT_GT(cold.loops[0].output().power, 0);
  cold.inputs[0].fault = sensor_fault::open;
  cold.advance(1s);
  EXPECT_EQ(cold.loops[0].output().power, 0);
}

TEST(instrument, disconnects_the_heaters_when_a_watched_input_is_too_warm) {
  auto cold = at(70);
  cold.set.overtemp = {.enabled = true, .source = 0, .temperature = 90};
  cold.set.loops[0].manual = 100;
  cold.control();
  cold.advance(5min);
  EXPECT_FALSE(cold.controlling());
  EXPECT_EQ(cold.loops[0].error(), loop_error::over_temperature_disconnect);
  EXPECT_EQ(cold.loops[0].output().power, 0);
  EXPECT_LT(shown(cold), 90.5);
  cold.advance(10min);
  cold.control();
  EXPECT_EQ(cold.loops[0].error(), loop_error::ok);
}

TEST(instrument, disengages_a_loop_whose_load_is_too_low_for_its_setting) {
  auto cold = at(70);
  cold.loops[0].load_ohms = 25;
  cold.set.loops[0].manual = 20;
  cold.control();
  cold.advance(1s);
  EXPECT_EQ(cold.loops[0].error(), loop_error::low_resistance);
  EXPECT_TRUE(cold.controlling());
}

TEST(instrument, notices_an_open_heater) {
  auto cold = at(70);
  cold.loops[0].load_ohms = 1e6;
  cold.set.loops[0].manual = 20;
  cold.control();
  cold.advance(1s);
  EXPECT_EQ(cold.loops[0].error(), loop_error::readback);
}

TEST(instrument, holds_a_latched_alarm_until_it_is_cleared) {
  auto cold = at(70);
  cold.set.inputs[0].alarm = {.highest = 80, .lowest = 0, .deadband = 0.1, .high_enabled = true};
  cold.inputs[0].pinned = 90;
  cold.advance(30s);
  EXPECT_EQ(cold.inputs[0].alarm(), alarm_state::high);
  cold.set.inputs[0].latch = true;
  cold.advance(1s);
  cold.inputs[0].pinned = 70;
  cold.advance(30s);
  EXPECT_EQ(cold.inputs[0].alarm(), alarm_state::high_latched);
  EXPECT_EQ(cold.status() & 0x80u, 0x80u);
  cold.inputs[0].clear_alarm();
  cold.advance(1s);
  EXPECT_EQ(cold.inputs[0].alarm(), alarm_state::clear);
}

TEST(instrument, tests_alarms_against_the_filtered_temperature) {
  auto cold = at(70);
  cold.set.filter = 64;
  cold.set.inputs[0].alarm = {.highest = 80, .lowest = 0, .deadband = 0.1, .high_enabled = true};
  cold.inputs[0].pinned = 70;
  cold.advance(1s);
  cold.inputs[0].reseed();
  cold.inputs[0].pinned = 90;
  cold.advance(10s);
  EXPECT_EQ(cold.inputs[0].alarm(), alarm_state::clear);
  cold.inputs[0].reseed();
  cold.advance(1s);
  EXPECT_EQ(cold.inputs[0].alarm(), alarm_state::high);
}

TEST(instrument, drives_its_relays_by_their_modes) {
  auto cold = at(70);
  auto& first = cold.set.relays[0];
  first.set = {
      .highest = 60, .lowest = 50, .deadband = 0.25, .high_enabled = true, .low_enabled = true};
  cold.advance(1s);
  EXPECT_EQ(cold.relays[0].state(), relay_state::high);
  first.mode = relay_mode::within;
  cold.advance(1s);
  EXPECT_EQ(cold.relays[0].state(), relay_state::clear);
  first.set.highest = 80;
  cold.advance(1s);
  EXPECT_EQ(cold.relays[0].state(), relay_state::on);
  cold.inputs[0].fault = sensor_fault::shorted;
  cold.advance(1s);
  EXPECT_EQ(cold.relays[0].state(), relay_state::clear) << "fail safe";
  first.mode = relay_mode::control;
  cold.control();
  cold.advance(1s);
  EXPECT_EQ(cold.relays[0].state(), relay_state::on);
  first.mode = relay_mode::off;
  cold.advance(1s);
  EXPECT_EQ(cold.relays[0].state(), relay_state::off);
}

TEST(instrument, finds_gains_that_regulate) {
  auto cold = at(60);
  cold.set.loops[0].gains = {2, 0, 0};
  cold.set.loops[0].tuning = {.mode = sim::physics::terms::pi, .delta = 5, .timeout = 3600};
  regulate(cold, 77);
  cold.advance(1h);
  ASSERT_TRUE(cold.tune(0));
  EXPECT_TRUE(cold.loops[0].tuning.busy());
  EXPECT_FALSE(cold.save_tuning(0));
  cold.advance(1h);
  ASSERT_EQ(cold.loops[0].tuning.status(), autotune::state::complete);
  ASSERT_TRUE(cold.save_tuning(0));
  cold.set_point(0, 82);
  double highest = 0;
  for (int i = 0; i < 3600; ++i) {
    cold.advance(1s);
    highest = std::max(highest, shown(cold));
  }
  EXPECT_LT(highest, 83);
  EXPECT_NEAR(shown(cold), 82, 0.02);
}

TEST(instrument, gives_up_a_tuning_that_takes_too_long_and_aborts_one_that_is_stopped) {
  auto cold = at(77);
  cold.set.loops[0].tuning.timeout = 20;
  regulate(cold, 77);
  cold.advance(1h);
  ASSERT_TRUE(cold.tune(0));
  cold.advance(2min);
  EXPECT_EQ(cold.loops[0].tuning.status(), autotune::state::failed);
  ASSERT_TRUE(cold.tune(0));
  cold.advance(1s);
  cold.stop();
  EXPECT_EQ(cold.loops[0].tuning.status(), autotune::state::abort);
}

TEST(instrument, tunes_no_loop_that_does_not_control_a_temperature) {
  auto cold = at(77);
  EXPECT_FALSE(cold.tune(0)) << "not in control mode";
  regulate(cold, 77);
  cold.set.inputs[0].units = ::cryocon::unit::S;
  EXPECT_FALSE(cold.tune(0)) << "sensor units";
}

TEST(instrument, logs_all_inputs_at_the_set_interval) {
  auto cold = at(77);
  cold.set.log_interval = 5;
  cold.log(true);
  cold.advance(61s);
  EXPECT_EQ(cold.log_buffer.count(), 13u);
  cold.log(false);
  cold.advance(1min);
  EXPECT_EQ(cold.log_buffer.count(), 13u);
}

TEST(instrument, engages_by_itself_ten_seconds_after_power_up_when_told_to) {
  auto cold = at(77);
  settings wanted;
  wanted.power_up_control = true;
  cold.adopt(wanted);
  cold.power_up();
  cold.advance(9s);
  EXPECT_FALSE(cold.controlling());
  cold.advance(2s);
  EXPECT_TRUE(cold.controlling());
}

TEST(instrument, has_a_range_that_its_sensor_can_read) {
  auto cold = at(10);
  cold.set.inputs[0].sensor = 20;
  cold.advance(1s);
  EXPECT_EQ(cold.shown(0).state(), ::cryocon::validity::out_of_range);
  cold.set.inputs[0].sensor = 0;
  cold.advance(1s);
  EXPECT_EQ(cold.shown(0).state(), ::cryocon::validity::sensor_fault);
  EXPECT_EQ(cold.inputs[0].alarm(), alarm_state::clear);
  cold.set.inputs[0].sensor = 61;
  cold.sensors.user(61)->characteristic = sim::physics::curve({{1, 300}, {2, 1}});
  cold.advance(1s);
  EXPECT_TRUE(cold.shown(0).valid());
}

TEST(instrument, shows_the_units_that_are_asked_for) {
  auto cold = at(77);
  for (auto& each : cold.inputs) each.pinned = 77.35;
  cold.set.inputs[0].units = ::cryocon::unit::C;
  cold.set.inputs[1].units = ::cryocon::unit::F;
  cold.set.inputs[2].units = ::cryocon::unit::S;
  cold.advance(1min);
  EXPECT_NEAR(shown(cold, 0), -195.8, 1e-3);
  EXPECT_NEAR(shown(cold, 1), -320.44, 1e-3);
  EXPECT_NEAR(shown(cold, 2), 1.028, 1e-3);
}

TEST(instrument, makes_the_same_noise_from_the_same_seed) {
  instrument one(cryostat(77), 5, {});
  instrument other(cryostat(77), 5, {});
  instrument third(cryostat(77), 6, {});
  for (auto* each : {&one, &other, &third}) {
    each->noise = 0.001;
    each->advance(10s);
  }
  EXPECT_EQ(shown(one), shown(other));
  EXPECT_NE(shown(one), shown(third));
}

}  // namespace cryocon_instrument_test
