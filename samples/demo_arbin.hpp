// The scenes with an Arbin cycler, and with all cyclers together.
#pragma once

#include <algorithm>
#include <cmath>
#include <cyclers/arbin/cycler.hpp>
#include <cyclers/closed_loop.hpp>
#include <cyclers/cycler.hpp>
#include <vector>

#include "demo_stage.hpp"

namespace demo {

namespace arbin = cyclers::arbin;

/// Logs in as one who may be kicked out.
inline arbin::cycler cycler_at(asio::any_io_executor executor, std::string const& url) {
  arbin::cycler_options how;
  how.kick_out = 1;
  return {executor, url, arbin::credentials("Robin", "Hood"), how};
}

inline asio::awaitable<void> run_schedules(arbin::cycler cycler) {
  scene("An Arbin cycler: a log-in, 48 channels, three of them start with one message");
  auto const info = co_await cycler.info();
  fmt::print("  {}, serial number {}, {} channels\n", info.nick_name, info.serial_number,
             info.channels);
  co_await cycler.assign_all("cycle.sdx");
  co_await cycler.channel(2).start("cell-0042");
  int started = 0;
  for (auto const& [channel, outcome] : co_await cycler.start("batch-7", {1, 2, 3})) {
    started += outcome ? 1 : 0;
    if (!outcome) fmt::print("  {}\n", outcome.error().what());
  }
  auto const all = co_await cycler.readings({.aux = true});
  for (int n = 0; n < 3; ++n) fmt::print("  {}\n", all[static_cast<std::size_t>(n)]);
  check(all.size() == 48, "all channels came in one round trip");
  check(started == 2, "each channel says how its start ended: one had been running before");
  auto const charging = [](auto const& r) { return r.status == cyclers::activity::charging; };
  check(std::ranges::count_if(all, charging) == 3, "three cells are charging");
}

inline asio::awaitable<void> steer(arbin::channel channel) {
  scene("A closed loop through a meta variable of a running schedule");
  co_await channel.assign("steered.sdx");
  co_await channel.start("steered-cell");
  cyclers::loop_limits limits;
  limits.v_min = cyclers::volt{2.5};
  limits.v_max = cyclers::volt{4.2};
  limits.i_charge = limits.i_discharge = cyclers::ampere{2};
  std::vector<cyclers::ampere> wanted{{0.5}, {1.0}, {1.5}};
  std::vector<double> seen;
  auto const law = [&](cyclers::reading const& now) -> std::optional<cyclers::ampere> {
    fmt::print("  {}\n", now);
    seen.push_back(now.current);
    if (seen.size() > wanted.size()) return std::nullopt;
    return wanted[seen.size() - 1];
  };
  int written = 0;
  cyclers::audit_trail const audit([&](std::string_view) { ++written; });
  co_await cyclers::closed_loop(channel.variable(1), 250ms, limits, audit, law);
  bool follows = seen.size() == 4;
  for (std::size_t i = 1; follows && i < seen.size(); ++i)
    follows = std::abs(seen[i] - wanted[i - 1].value) < 0.01;
  check(follows, "the current follows the law");
  auto const after = co_await channel.read();
  fmt::print("  {}\n  {} lines are in the audit trail\n", after, written);
  check(after.current == 0 && cyclers::without_current(after.status),
        "its end is at rest, and that was verified");
}

/// Reads until somebody answers: a kick that comes in the middle of a request is a failure.
inline asio::awaitable<std::size_t> read_patiently(arbin::cycler cycler) {
  for (int i = 0; i < 5; ++i) {
    auto const all = co_await sockio::as_result(cycler.readings());
    if (all) co_return all->size();
    fmt::print("  {}\n", all.error().what());
  }
  co_return 0;
}

inline asio::awaitable<void> be_kicked_out(arbin::cycler ours, arbin::cycler theirs) {
  scene("Room for one session only, and somebody else logs in");
  auto const seen = co_await read_patiently(theirs);
  fmt::print("  they read {} channels, and we are kicked out\n", seen);
  auto const again = co_await read_patiently(ours);
  fmt::print("  we read {} channels again: the next request has logged in\n", again);
  check(seen == 48 && again == 48, "whoever is kicked out comes back by himself");
}

inline asio::awaitable<void> see_all(cyclers::fleet fleet) {
  scene("Both cyclers as one fleet, by code that knows neither");
  std::map<std::string, int> channels;
  for (auto const& [where, reading] : co_await cyclers::read_all(fleet))
    channels[reading ? reading->vendor : "none"] += 1;
  for (auto const& [vendor, count] : channels) fmt::print("  {}: {} channels\n", vendor, count);
  check(channels["maccor"] == 32 && channels["arbin"] == 48, "every channel of both was read");
}

}  // namespace demo
