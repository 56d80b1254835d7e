// The scenes with Cryo-con controllers.
#pragma once

#include <algorithm>
#include <cmath>
#include <cryocon/cryocon.hpp>
#include <sockio/sockio.hpp>

#include "demo_stage.hpp"

namespace demo {

inline asio::awaitable<void> introduce(cryocon::controller cryo) {
  scene("One batch, one line on the wire");
  auto batch = cryo.batch();
  auto const idn = batch.idn();
  auto const engaged = batch.control();
  auto const a = batch['A'].temperature();
  auto const goal = batch[1].set_point();
  co_await batch.send();
  fmt::print("  {}: control {}, input A {}, set point {}\n", *idn, *engaged ? "on" : "off", *a,
             *goal);
  check(idn.get().starts_with("Cryo-con"), "the controller says who it is");
}

/// Draws a temperature as a point on a line.
inline void draw(double kelvin, double low, double high, double power) {
  auto const place = static_cast<int>(std::lround((kelvin - low) / (high - low) * 50));
  fmt::print("  {:>8.3f} K {:>{}}{:>{}} {:5.1f} %\n", kelvin, "*", std::clamp(place, 0, 50) + 1,
             "|", 51 - std::clamp(place, 0, 50), power);
  std::fflush(stdout);
}

inline asio::awaitable<void> regulate(cryocon::controller cryo) {
  scene("A cryostat goes to 25 K, sixty times faster than life");
  co_await cryo[1].range(cryocon::heater_range::mid);
  co_await cryo[1].type(cryocon::loop_type::pid);
  co_await cryo[1].set_point(25.0);
  co_await cryo.control(true);
  int settled = 0;
  for (int i = 0; i < 70 && settled < 4; ++i) {
    auto batch = cryo.batch();
    auto const a = batch['A'].temperature();
    auto const power = batch[1].output_power();
    co_await batch.send();
    draw(a.get().value(), 10, 30, power.get().value());
    settled = std::abs(a.get().value() - 25) < 0.1 ? settled + 1 : 0;
    co_await pause(200ms);
  }
  check(settled >= 4, "the sample is at the set point within 0.1 K");
  co_await cryo['A'].alarm_high(24.0);
  co_await cryo['A'].alarm_high_enabled(true);
  co_await pause(200ms);
  auto const alarm = co_await cryo['A'].alarm();
  check(alarm == cryocon::alarm_state::high, fmt::format("the alarm above 24 K says {}", alarm));
  co_await cryo.control(false);
  check(!co_await cryo.control(), "control is off at the end");
}

inline asio::awaitable<void> read_broken_sensors(cryocon::controller cryo) {
  scene("A reading that is not there is a value, not a number");
  auto batch = cryo.batch();
  auto const a = batch['A'].temperature();
  auto const b = batch['B'].temperature();
  auto const c = batch['C'].temperature();
  co_await batch.send();
  fmt::print("  A {}   B {}   C {}\n", *a, *b, *c);
  check(a.get().valid() && b.get().state() == cryocon::validity::sensor_fault &&
            c.get().state() == cryocon::validity::out_of_range,
        "each input says what it is");
}

inline asio::awaitable<void> survive_a_bad_line(std::shared_ptr<sockio::link> link) {
  scene("A line that breaks after every third reply");
  cryocon::controller cryo{link};
  int answered = 0;
  for (int i = 0; i < 9; ++i) {
    answered += (co_await sockio::as_result(cryo['A'].temperature())).has_value() ? 1 : 0;
    co_await pause(20ms);
  }
  auto const seen = link->counters();
  fmt::print("  {} of 9 requests answered, {} connections, {} requests on the wire\n", answered,
             seen.connections, seen.requests);
  check(answered == 9 && seen.connections >= 3,
        "reconnected by itself, and nothing was sent twice");
}

inline asio::awaitable<void> miss_a_deadline(cryocon::controller cryo) {
  scene("A device that never answers");
  auto const late = co_await sockio::as_result(sockio::within(200ms, cryo.idn()));
  if (late.has_error()) fmt::print("  {}\n", late.error().what());
  check(late.has_error(), "the error tells the whole story");
}

}  // namespace demo
