#include <random>

#include "cycler_bench.hpp"

namespace sim::cycler::testing {
namespace procedure_slicing_test {

constexpr auto everything =
    "record: {time: 7 s, voltage: 3 mV, current: 20 mA}\n"
    "steps:\n"
    "  - chamber: {temperature: 30 C}\n"
    "  - name: up\n"
    "    charge: {rate: 2 C, voltage: 4.1 V, until: {current: C/2, temperature: 40 C}}\n"
    "  - hold: {voltage: 4 V, until: {time: 3.3333 s}}\n"
    "  - discharge: {power: 20 W, until: [{energy: 0.7 Wh}, {voltage: 3 V}]}\n"
    "  - rest: {until: {time: 12.5 s, test_time: 1 h}}\n"
    "  - loop: {from: up, times: 3}\n";

struct outcome {
  run_status status;
  std::vector<record> records;
  double voltage;
  double soc;
};

outcome after(std::vector<duration> const& pieces) {
  auto on = bench({.capacity = 3, .state_of_charge = 0.8});
  EXPECT_TRUE(on.start(read(everything)));
  for (auto const piece : pieces) on.advance(piece);
  return {on.status(),
          {on.records().begin(), on.records().end()},
          on.hardware().voltage(),
          on.hardware().cell().state_of_charge()};
}

std::vector<duration> cut(duration whole, std::uint64_t seed, duration largest) {
  std::mt19937_64 random(seed);
  std::vector<duration> pieces;
  while (whole > duration::zero()) {
    auto const span = static_cast<std::uint64_t>(largest.count());
    auto const piece = std::min(whole, duration(1 + static_cast<duration::rep>(random() % span)));
    pieces.push_back(piece);
    whole -= piece;
  }
  return pieces;
}

void expect_same(outcome const& a, outcome const& b) {
  EXPECT_EQ(a.status.state, b.status.state);
  EXPECT_EQ(a.status.test_time, b.status.test_time);
  EXPECT_EQ(a.status.cycle, b.status.cycle);
  EXPECT_EQ(a.status.of_test.discharge_wh, b.status.of_test.discharge_wh);
  EXPECT_EQ(a.voltage, b.voltage);
  EXPECT_EQ(a.soc, b.soc);
  ASSERT_EQ(a.records.size(), b.records.size());
  for (std::size_t i = 0; i < a.records.size(); ++i) {
    EXPECT_EQ(a.records[i].test_time, b.records[i].test_time);
    EXPECT_EQ(a.records[i].voltage, b.records[i].voltage);
    EXPECT_EQ(a.records[i].why, b.records[i].why);
  }
}

TEST(slicing, changes_nothing_to_the_last_bit) {
  constexpr duration whole = 20min;
  auto const at_once = after({whole});
  ASSERT_GT(at_once.records.size(), 50U);
  ASSERT_GT(at_once.status.cycle, 1U);
  expect_same(at_once, after(cut(whole, 1, 60s)));
  expect_same(at_once, after(cut(whole, 2, 1s)));
  expect_same(at_once, after(cut(whole, 3, 50ms)));
  expect_same(at_once, after(std::vector<duration>(1200, 1s)));
}

TEST(slicing, changes_nothing_after_a_command_either) {
  auto const steer = [](std::uint64_t seed, duration largest) {
    auto on = bench();
    EXPECT_TRUE(on.start(read("steps:\n  - charge: {current: VAR1, until: {voltage: 4 V}}\n")));
    for (int i = 1; i <= 10; ++i) {
      for (auto const piece : cut(1234567us, seed, largest)) on.advance(piece);
      on.set_variable(1, i);
    }
    on.advance(10min);
    return end_of(on, 1);
  };
  auto const coarse = steer(1, 10s);
  auto const fine = steer(2, 30ms);
  EXPECT_EQ(coarse.test_time, fine.test_time);
  EXPECT_EQ(coarse.of_test.charge_ah, fine.of_test.charge_ah);
  EXPECT_EQ(coarse.voltage, fine.voltage);
}

TEST(slicing, makes_nothing_of_time_that_does_not_pass) {
  auto on = bench();
  ASSERT_TRUE(on.start(read(everything)));
  on.advance(0s);
  on.advance(-5s);
  EXPECT_EQ(on.status().test_time, 0s);
}

}  // namespace procedure_slicing_test
}  // namespace sim::cycler::testing
