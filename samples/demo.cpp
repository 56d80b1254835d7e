// Drives the twins of demo.yml and shows what a laboratory gets: ./dev demo runs it.
#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/json.hpp>
#include <cmath>
#include <cryocon/cryocon.hpp>
#include <cyclers/maccor/tester.hpp>
#include <fstream>
#include <map>
#include <sim/run.hpp>
#include <sockio/sockio.hpp>

namespace asio = boost::asio;
using namespace std::chrono_literals;

namespace {

bool all_held = true;

void scene(std::string_view title) { fmt::print("\n\x1b[1m{}\x1b[0m\n", title); }

void check(bool held, std::string_view what) {
  fmt::print("  {} {}\n", held ? "ok  " : "FAIL", what);
  std::fflush(stdout);
  all_held = all_held && held;
}

/// Reads what labsim has written: the name and URL of each device that is there over TCP.
std::map<std::string, std::string> addresses(char const* ready_file) {
  std::map<std::string, std::string> urls;
  std::ifstream in(ready_file);
  for (std::string line; std::getline(in, line);) {
    boost::json::value const parsed = boost::json::parse(line);
    auto const& one = parsed.as_object();
    if (one.at("type").as_string() == "tcp")
      urls[std::string(one.at("name").as_string())] = std::string(one.at("url").as_string());
  }
  return urls;
}

asio::awaitable<void> pause(std::chrono::milliseconds time) {
  asio::steady_timer timer(co_await asio::this_coro::executor, time);
  co_await timer.async_wait(asio::use_awaitable);
}

asio::awaitable<void> introduce(cryocon::controller cryo) {
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
void draw(double kelvin, double low, double high, double power) {
  auto const place = static_cast<int>(std::lround((kelvin - low) / (high - low) * 50));
  fmt::print("  {:>8.3f} K {:>{}}{:>{}} {:5.1f} %\n", kelvin, "*", std::clamp(place, 0, 50) + 1,
             "|", 51 - std::clamp(place, 0, 50), power);
  std::fflush(stdout);
}

asio::awaitable<void> regulate(cryocon::controller cryo) {
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

asio::awaitable<void> read_broken_sensors(cryocon::controller cryo) {
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

asio::awaitable<void> survive_a_bad_line(std::shared_ptr<sockio::link> link) {
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

asio::awaitable<void> miss_a_deadline(cryocon::controller cryo) {
  scene("A device that never answers");
  auto const late = co_await sockio::as_result(sockio::within(200ms, cryo.idn()));
  if (late.has_error()) fmt::print("  {}\n", late.error().what());
  check(late.has_error(), "the error tells the whole story");
}

/// The port of a twin of a tester understands JSON and binary.
cyclers::maccor::tester tester_at(asio::any_io_executor executor, std::string const& url) {
  auto const where = sockio::parse_url(url).value();
  cyclers::maccor::tester_options how;
  how.json_port = how.binary_port = where.port;
  return {executor, where.host, how};
}

asio::awaitable<void> run_tests(cyclers::maccor::tester cycler) {
  scene("A Maccor tester: 32 channels, four of them start a test");
  for (int n = 1; n <= 4; ++n) {
    std::string const name = fmt::format("cell-{}", n);
    co_await cycler.channel(n).start({.procedure = "cycle", .name = name});
  }
  std::vector<cyclers::reading> all;
  for (int i = 0; i < 5; ++i) {
    co_await pause(200ms);
    all = co_await cycler.readings();
    fmt::print("  {}\n", all.front());
  }
  check(all.size() == 32, "all channels came in one round trip");
  auto const charging = [](auto const& r) { return r.status == cyclers::activity::charging; };
  check(std::ranges::count_if(all, charging) == 4, "four cells are charging");
  auto const twice =
      co_await sockio::as_result(cycler.channel(5).start({.procedure = "cycle", .name = "cell-1"}));
  if (twice.has_error()) fmt::print("  {}\n", twice.error().what());
  check(twice.has_error(), "a test name that is taken is refused");
}

asio::awaitable<void> charge_directly(cyclers::maccor::channel channel) {
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

asio::awaitable<void> demo(std::map<std::string, std::string> urls) {
  auto const executor = co_await asio::this_coro::executor;
  auto const open = [&](char const* name) { return sockio::open_link(executor, urls.at(name)); };
  cryocon::controller const cryostat{open("cryostat")};
  co_await introduce(cryostat);
  co_await regulate(cryostat);
  co_await read_broken_sensors(cryocon::controller{open("broken-sensors")});
  co_await survive_a_bad_line(open("bad-line"));
  co_await miss_a_deadline(cryocon::controller{open("silent")});
  auto const cycler = tester_at(executor, urls.at("cycler"));
  co_await run_tests(cycler);
  co_await charge_directly(cycler.channel(32));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "usage: demo READYFILE, as ./dev demo does\n");
    return 2;
  }
  try {
    asio::io_context context;
    sim::run(context, demo(addresses(argv[1])));
  } catch (std::exception const& error) {
    fmt::print(stderr, "demo: {}\n", error.what());
    return 1;
  }
  fmt::print("\n{}\n", all_held ? "All of it held." : "Not all of it held.");
  return all_held ? 0 : 1;
}
