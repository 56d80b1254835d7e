#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cycler/set_points.hpp"
#include "sim/node.hpp"

namespace sim::cycler {

/// Holds the VARs of a test, by which a person steers it while it runs; VAR1 is the first.
using variables = std::array<double, 16>;

/// Is a number of a procedure in base units (s, V, A, W, ohm, Ah, Wh, degC), which can be one of
/// the VARs or a multiple of the test's C rate.
struct amount {
  double factor = 0;
  int variable = 0;       ///< From 1; 0 for none.
  bool per_hour = false;  ///< Of the capacity that the test calls C.

  double value(variables const& vars, double c_rate_ah) const;
};

/// Names what an end condition looks at.
enum class quantity {
  time,         ///< Since the start of the step, s.
  test_time,    ///< Since the start of the test, s.
  cycle,        ///< Number of the cycle.
  voltage,      ///< V
  current,      ///< Magnitude, A.
  power,        ///< Magnitude, W.
  capacity,     ///< Of the step, in its main direction, Ah.
  energy,       ///< Of the step, in its main direction, Wh.
  temperature,  ///< At the surface of the cell, degC.
  variable,     ///< One of the VARs.
};

/// Is met when a quantity reaches a bound.
struct condition {
  quantity of = quantity::time;
  int variable = 0;   ///< Which VAR, from 1, for quantity::variable.
  bool above = true;  ///< Whether it is met at the bound and above, or at the bound and below.
  amount bound{};
  std::size_t next = 0;  ///< The step to go on with, from 1; 0 for the one that follows.
};

/// Says when a record is made, besides the start and the end of each step; zero for never.
struct record_rule {
  std::chrono::nanoseconds time{};
  double voltage = 0;  ///< Change since the last record, V.
  double current = 0;  ///< Change since the last record, A.
};

/// Lets a current flow, or none, until any of its conditions is met.
struct drive {
  direction way = direction::rest;
  std::optional<amount> current{};
  std::optional<amount> voltage{};
  std::optional<amount> power{};
  std::optional<amount> resistance{};
  std::vector<condition> until{};
  record_rule record{};
};

/// Sets VARs.
struct assign {
  struct one {
    int variable = 0;
    amount value{};
  };
  std::vector<one> to{};
};

/// Goes back until the steps from there to here have run a number of times.
struct loop {
  std::size_t from = 0;
  amount times{};
  bool counts_cycles = true;
};

/// Goes on elsewhere, if any of its conditions is met or it has none.
struct jump {
  std::size_t to = 0;
  std::vector<condition> when{};
};

/// Sets the temperature of the chamber.
struct chamber {
  amount temperature{};
};

/// Waits for a person to resume the test.
struct pause {};

/// Completes the test.
struct finish {};

using action = std::variant<drive, assign, loop, jump, chamber, pause, finish>;

struct step {
  std::string name{};
  int line = 0;
  action what{};
};

/// Is what a test does, step by step. Steps are numbered from 1.
struct procedure {
  std::string name{};
  std::string description{};
  std::vector<step> steps{};

  /// Returns how many steps complete the test, and which of them a step is, from 1.
  std::size_t ends() const;
  std::size_t end_number(std::size_t step_number) const;
};

/// Is the shortest time that a step takes and that lies between two records.
inline constexpr std::chrono::nanoseconds shortest_step = std::chrono::milliseconds(10);

/// Holds what a procedure may at most be.
inline constexpr std::size_t most_steps = 1000;
inline constexpr std::size_t most_conditions = 32;

/// Reads a procedure (docs/procedures.md). Pure; `file` is for messages, `most_variable` is the
/// last VAR that the cycler has.
///
/// Errors: the first thing that is wrong, with its line and what was expected.
config_result<procedure> read_procedure(std::string_view yaml, std::string_view file,
                                        int most_variable = 15);

/// Returns each key that a procedure can have, for checks of the documentation.
std::vector<std::string> procedure_keys();

}  // namespace sim::cycler
