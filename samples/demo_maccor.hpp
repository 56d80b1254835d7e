// The scenes with a Maccor tester.
#pragma once

#include <algorithm>
#include <cyclers/maccor/tester.hpp>
#include <sockio/endpoint.hpp>
#include <stdexcept>
#include <vector>

#include "demo_stage.hpp"

namespace demo {

/// The port of a twin of a tester understands JSON and binary.
inline cyclers::maccor::tester tester_at(asio::any_io_executor executor, std::string const& url) {
  auto const where = sockio::parse_url(url).value();
  cyclers::maccor::tester_options how;
  how.json_port = how.binary_port = where.port;
  return {executor, where.host, how};
}

inline asio::awaitable<void> run_tests(cyclers::maccor::tester tester) {
  scene("A Maccor tester: 32 channels, four of them start a test");
  for (int n = 1; n <= 4; ++n) {
    std::string const name = fmt::format("cell-{}", n);
    co_await tester.channel(n).start({.procedure = "cycle", .name = name});
  }
  std::vector<cyclers::reading> all;
  for (int i = 0; i < 5; ++i) {
    co_await pause(200ms);
    all = co_await tester.readings();
    fmt::print("  {}\n", all.front());
  }
  check(all.size() == 32, "all channels came in one round trip");
  auto const charging = [](auto const& r) { return r.status == cyclers::activity::charging; };
  check(std::ranges::count_if(all, charging) == 4, "four cells are charging");
  auto const twice =
      co_await sockio::as_result(tester.channel(5).start({.procedure = "cycle", .name = "cell-1"}));
  if (twice.has_error()) fmt::print("  {}\n", twice.error().what());
  check(twice.has_error(), "a test name that is taken is refused");
}

inline asio::awaitable<void> charge_directly(cyclers::maccor::channel channel) {
  scene("Direct control that cannot be left on");
  cyclers::maccor::direct_limits limits;
  limits.v_min = cyclers::volt{2.5};
  limits.v_max = cyclers::volt{4.2};
  limits.i_charge = limits.i_discharge = cyclers::ampere{1};
  auto const body = [](cyclers::maccor::direct_session& cell) -> asio::awaitable<void> {
    co_await cell.charge(cyclers::ampere{0.5});
    co_await cell.hold_for(500ms);
    fmt::print("  {}\n", co_await cell.read());
    throw std::runtime_error("the program has a fault while 0.5 A flow");
  };
  auto const ended = co_await sockio::as_result(channel.direct_control(limits, body));
  if (ended.has_error()) fmt::print("  {}\n", ended.error().what());
  auto const after = co_await channel.read();
  fmt::print("  {}\n", after);
  check(ended.has_error() && after.current == 0, "the channel is at rest all the same");
}

}  // namespace demo
