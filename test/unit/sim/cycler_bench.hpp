#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string_view>

#include "cycler/runner.hpp"

namespace sim::cycler::testing {

using namespace std::chrono_literals;

inline double seconds(duration of) { return std::chrono::duration<double>(of).count(); }

/// Is a 3 Ah cell, half full at 25 degC unless told, on a channel of up to 100 A.
inline runner bench(physics::cell_options cell = {.capacity = 3}) {
  return runner(channel(cell, {.most_current = 100}));
}

inline std::shared_ptr<procedure const> read(std::string_view yaml) {
  auto got = read_procedure(yaml, "test.yml");
  if (!got) {
    ADD_FAILURE() << got.error().text();
    return std::make_shared<procedure const>();
  }
  return std::make_shared<procedure const>(std::move(*got));
}

/// Starts a procedure and lets it run to its end, or for `most` of its time.
inline void run(runner& on, std::string_view yaml, duration most = 200h, start_options how = {}) {
  ASSERT_TRUE(on.start(read(yaml), how));
  for (duration passed{}; passed < most && on.status().state == run_state::running; passed += 60s)
    on.advance(60s);
}

/// Returns the last record of a step, made when it ended.
inline record end_of(runner const& on, std::size_t step) {
  for (auto one = on.records().rbegin(); one != on.records().rend(); ++one)
    if (one->step == step && one->why == record_reason::step_end) return *one;
  ADD_FAILURE() << "step " << step << " has not ended";
  return {};
}

}  // namespace sim::cycler::testing
