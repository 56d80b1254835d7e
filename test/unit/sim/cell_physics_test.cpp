#include <gtest/gtest.h>

#include <cmath>

#include "physics/cell.hpp"

namespace cell_physics_test {

using sim::physics::cell;
using sim::physics::chemistry;

void run(cell& on, double amperes, double seconds) {
  for (double left = seconds; left > 1e-9; left -= 0.1) on.step(amperes, std::min(0.1, left));
}

TEST(cell, shows_its_open_circuit_voltage_at_rest) {
  EXPECT_NEAR(cell({.state_of_charge = 0.5, .temperature = 20}).voltage(0), 3.7127, 1e-12);
  EXPECT_NEAR(cell({.state_of_charge = 0.75, .temperature = 40}).voltage(0), 3.9376, 1e-12);
  EXPECT_NEAR(cell({.kind = chemistry::lg_m50, .state_of_charge = 0.05}).voltage(0), 3.1094, 1e-12);
}

TEST(cell, interpolates_between_the_rows_and_columns_of_its_tables) {
  double const at_20 = (3.7127 + 3.9259) / 2;
  double const at_40 = (3.7213 + 3.9376) / 2;
  EXPECT_NEAR(cell({.state_of_charge = 0.625, .temperature = 30}).voltage(0), (at_20 + at_40) / 2,
              1e-9);
}

TEST(cell, is_as_at_the_edge_of_the_tables_when_it_is_colder_or_warmer) {
  EXPECT_EQ(cell({.temperature = -30}).voltage(1), cell({.temperature = 5}).voltage(1));
  EXPECT_EQ(cell({.temperature = 90}).voltage(1), cell({.temperature = 40}).voltage(1));
}

TEST(cell, drops_by_current_times_r0_at_once_and_relaxes_afterwards) {
  cell on({.state_of_charge = 0.5, .temperature = 20, .ambient = 20});
  EXPECT_NEAR(on.voltage(-28) - on.voltage(0), -28 * 0.0082, 1e-9);
  run(on, -28, 120);
  double const under_load = on.voltage(-28);
  double const at_once = on.voltage(0);
  EXPECT_NEAR(at_once - under_load, 28 * 0.0082, 28 * 0.0003);
  EXPECT_LT(on.polarization(), -28 * 0.0016 * 0.9);
  run(on, 0, 30);
  EXPECT_GT(on.voltage(0), at_once);
  run(on, 0, 600);
  EXPECT_NEAR(on.voltage(0), on.open_circuit_voltage(), 1e-6);
}

TEST(cell, has_resistances_that_go_down_as_its_capacity_goes_up) {
  cell const small({.capacity = 2.8, .state_of_charge = 0.4});
  cell const large({.capacity = 28, .state_of_charge = 0.4});
  EXPECT_NEAR(small.voltage(2.8), large.voltage(28), 1e-12);
}

TEST(cell, has_more_resistance_in_the_cold) {
  double const cold = cell({.temperature = 5}).voltage(-10);
  double const warm = cell({.temperature = 40}).voltage(-10);
  EXPECT_LT(cold, warm);
}

TEST(cell, counts_the_charge_that_flows) {
  cell on({.capacity = 3, .state_of_charge = 0.2, .temperature = 20, .ambient = 20});
  run(on, 1.5, 3600);
  EXPECT_NEAR(on.state_of_charge(), 0.7, 1e-3);
  run(on, -1.5, 3600);
  EXPECT_NEAR(on.state_of_charge(), 0.2, 1e-3);
}

TEST(cell, gives_the_same_in_one_long_step_as_in_many_short_ones_while_its_elements_are_constant) {
  cell once({.state_of_charge = 0.4});
  cell often({.state_of_charge = 0.4});
  once.step(0.01, 60);
  run(often, 0.01, 60);
  EXPECT_NEAR(once.voltage(0.01), often.voltage(0.01), 1e-8);
  EXPECT_NEAR(once.heat(), often.heat(), 1e-6 * often.heat());
}

TEST(cell, is_stable_for_a_step_of_any_length) {
  cell on({.capacity = 3});
  on.step(-0.1, 1e6);
  EXPECT_NEAR(on.open_circuit_voltage(), 0, 1e-9);
  on.step(0, 1e9);
  EXPECT_NEAR(on.voltage(0), 0, 1e-9);
  EXPECT_NEAR(on.core_temperature(), 25, 1e-9);
}

TEST(cell, collapses_when_it_is_emptied_further_and_rises_when_it_is_filled_further) {
  cell empty({.capacity = 3, .state_of_charge = 0});
  double const at_empty = empty.voltage(0);
  run(empty, -3, 60);
  EXPECT_LT(empty.voltage(0), at_empty - 1);
  cell full({.capacity = 3, .state_of_charge = 1});
  double const at_full = full.voltage(0);
  run(full, 3, 60);
  EXPECT_GT(full.voltage(0), at_full + 0.3);
  EXPECT_LE(full.state_of_charge(), 1.05);
}

TEST(cell, grows_hot_when_it_is_overcharged) {
  cell on({.capacity = 3, .state_of_charge = 1.05});
  run(on, 3, 600);
  EXPECT_GT(on.surface_temperature(), 40);
  EXPECT_NEAR(on.state_of_charge(), 1.05, 1e-12);
}

TEST(cell, keeps_its_energy_balance_over_a_charge_and_a_discharge) {
  cell on({.capacity = 3, .state_of_charge = 0.15});
  double electrical = 0;
  double stored = 0;
  auto const pass = [&](double amperes, int slices) {
    for (int i = 0; i < slices; ++i) {
      auto const over = on.over(0.1);
      double const ocv = on.open_circuit_voltage();
      electrical +=
          0.1 * amperes * (over.voltage_at_start(amperes) + over.voltage_at_end(amperes)) / 2;
      on.step(over, amperes);
      stored += 0.1 * amperes * (ocv + on.open_circuit_voltage()) / 2;
    }
  };
  pass(3, 24'000);
  pass(-6, 10'000);
  // What R1 C1 still holds is little beside the heat; its capacitor changes with the charge.
  EXPECT_NEAR(electrical - stored - on.polarization_energy(), on.heat(), 0.005 * on.heat());
}

TEST(cell, warms_up_to_what_its_losses_and_its_cooling_allow) {
  cell on({.state_of_charge = 0.5, .temperature = 20, .ambient = 20});
  for (int i = 0; i < 200; ++i) {
    run(on, 28, 20);
    run(on, -28, 20);
  }
  double const watts = 28 * 28 * 0.0085;
  double const to_air = 3.08 * 2.3 / 27.625;
  EXPECT_NEAR(on.surface_temperature() - 20, watts * to_air, 0.15 * watts * to_air);
  EXPECT_GT(on.core_temperature(), on.surface_temperature());
}

TEST(cell, follows_the_temperature_of_its_chamber) {
  cell on({.capacity = 3, .temperature = 25});
  on.ambient(45);
  run(on, 0, 300);
  EXPECT_GT(on.surface_temperature(), 30);
  EXPECT_LT(on.surface_temperature(), 45);
  on.step(0, 36'000);
  EXPECT_NEAR(on.core_temperature(), 45, 1e-3);
}

TEST(cell, finds_the_current_that_gives_a_voltage) {
  cell const on({.capacity = 3});
  for (double const seconds : {0.0, 0.1, 60.0}) {
    auto const over = on.over(seconds);
    EXPECT_NEAR(over.voltage_at_end(over.current_for_voltage(4.0)), 4.0, 1e-9);
    EXPECT_NEAR(over.voltage_at_end(over.current_for_voltage(3.2)), 3.2, 1e-9);
  }
}

TEST(cell, finds_the_current_that_gives_a_power) {
  auto const over = cell({.capacity = 3}).over(0.1);
  for (double const watts : {0.001, 5.0, -5.0, -0.001}) {
    double const amperes = over.current_for_power(watts);
    EXPECT_NEAR(amperes * over.voltage_at_end(amperes), watts, 1e-9);
  }
}

TEST(cell, gives_the_most_power_that_it_has_when_it_is_asked_for_more) {
  auto const over = cell({.capacity = 3}).over(0.1);
  double const amperes = over.current_for_power(-1e6);
  auto const power = [&](double at) { return at * over.voltage_at_end(at); };
  EXPECT_LT(power(amperes), power(amperes * 0.9));
  EXPECT_LT(power(amperes), power(amperes * 1.1));
}

TEST(cell, finds_the_current_through_a_resistance) {
  auto const over = cell({.capacity = 3}).over(0.1);
  double const out = over.current_for_resistance(2);
  EXPECT_NEAR(over.voltage_at_end(out), -out * 2, 1e-9);
  double const in = over.current_for_charging_resistance(2);
  EXPECT_NEAR(over.voltage_at_end(in), in * 2, 1e-9);
  EXPECT_TRUE(std::isinf(over.current_for_charging_resistance(0.001)));
}

}  // namespace cell_physics_test
