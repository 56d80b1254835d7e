#include "cycler/example_procedures.hpp"

#include <array>

namespace sim::cycler {
namespace {

constexpr std::string_view formation = R"(name: formation
description: two slow cycles and a rest
record: {time: 30 s}
steps:
  - rest: {until: {time: 10 min}}
  - name: up
    charge: {rate: 0.2 C, until: {voltage: 4.2 V}}
  - hold: {voltage: 4.2 V, until: {current: C/20, time: 2 h}}
  - discharge: {rate: 0.2 C, until: {voltage: 3.0 V}}
  - loop: {from: up, times: 2}
  - rest: {until: {time: 30 min}}
)";

constexpr std::string_view cycling = R"(name: cycle
description: 100 cycles at half the C rate
record: {time: 1 min}
steps:
  - name: up
    charge: {rate: 0.5 C, voltage: 4.2 V, until: {current: C/20}}
  - rest: {until: {time: 10 min}}
  - discharge: {rate: 0.5 C, until: {voltage: 3.0 V}}
  - rest: {until: {time: 10 min}}
  - loop: {from: up, times: 100}
)";

constexpr std::string_view steered = R"(name: steered
description: charges with VAR1 A to VAR2 V until VAR3 is 1
record: {time: 10 s}
steps:
  - set: {VAR1: 0, VAR2: 4.1, VAR3: 0}
  - charge: {current: VAR1, voltage: VAR2, until: {time: 12 h, VAR3: above 0.5}}
  - rest: {until: {time: 10 min}}
)";

constexpr std::array<example_procedure, 3> examples{{
    {"cycle", cycling},
    {"formation", formation},
    {"steered", steered},
}};

}  // namespace

std::span<example_procedure const> example_procedures() { return examples; }

}  // namespace sim::cycler
