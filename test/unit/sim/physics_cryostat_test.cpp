#include <gtest/gtest.h>

#include "physics/cryostat.hpp"

namespace physics_cryostat_test {

using sim::physics::cryostat;

void run(cryostat& stage, double seconds, sim::physics::heat in = {}) {
  for (int i = 0; i < static_cast<int>(seconds * 15); ++i) stage.advance(1.0 / 15, in);
}

TEST(cryostat, cools_from_room_temperature_to_its_base_within_an_hour) {
  cryostat stage(295);
  run(stage, 600);
  EXPECT_LT(stage.cooler(), 250);
  run(stage, 3000);
  EXPECT_NEAR(stage.sample(), sim::physics::cold_cryostat().sample(), 0.01);
}

TEST(cryostat, rests_at_its_base_temperature) {
  auto stage = sim::physics::cold_cryostat();
  run(stage, 600);
  EXPECT_NEAR(stage.sample(), sim::physics::cold_cryostat().sample(), 1e-3);
}

TEST(cryostat, settles_where_the_cold_head_takes_what_the_heater_gives) {
  cryostat stage(80);
  run(stage, 4 * 3600, {.sample = 10});
  EXPECT_NEAR(sim::physics::cooling_power(stage.cooler()), 10 + sim::physics::leak(stage.sample()),
              1e-3);
  EXPECT_GT(stage.sample(), stage.cooler());
}

TEST(cryostat, stores_the_energy_that_flows_in) {
  cryostat stage(77);
  double const before = stage.cooler();
  double const net = 50 + sim::physics::leak(77) - sim::physics::cooling_power(77);
  double const capacity = sim::physics::cooler_capacity(77) + sim::physics::sample_capacity(77);
  run(stage, 1, {.sample = 50});
  EXPECT_NEAR(stage.cooler() - before, net / capacity, 0.1 * net / capacity);
}

TEST(cryostat, gives_nearly_the_same_with_steps_ten_times_as_fine) {
  cryostat coarse(295);
  cryostat fine(295);
  for (int i = 0; i < 9000; ++i) {
    coarse.advance(1.0 / 15, {.sample = 20});
    for (int k = 0; k < 10; ++k) fine.advance(1.0 / 150, {.sample = 20});
  }
  EXPECT_NEAR(coarse.sample(), fine.sample(), 0.02);
}

TEST(cryostat, warms_up_when_the_compressor_is_off) {
  cryostat stage(10);
  stage.cool(false);
  run(stage, 600);
  EXPECT_GT(stage.sample(), 20);
  EXPECT_LT(stage.sample(), 295);
}

TEST(cryostat, stays_within_bounds_whatever_the_heat) {
  cryostat stage(4);
  run(stage, 600, {.sample = 1e9, .cooler = 1e9});
  EXPECT_LE(stage.sample(), 1500);
  run(stage, 600, {.sample = -1e9, .cooler = -1e9});
  EXPECT_GT(stage.sample(), 0);
}

}  // namespace physics_cryostat_test
