// Drives the twins of demo.yml and shows what a laboratory gets: ./dev demo runs it.
#include <boost/asio/io_context.hpp>
#include <sim/run.hpp>

#include "demo_arbin.hpp"
#include "demo_cryocon.hpp"
#include "demo_maccor.hpp"

namespace asio = boost::asio;

namespace {

asio::awaitable<void> show(std::map<std::string, std::string> urls) {
  auto const executor = co_await asio::this_coro::executor;
  auto const open = [&](char const* name) { return sockio::open_link(executor, urls.at(name)); };
  cryocon::controller const cryostat{open("cryostat")};
  co_await demo::introduce(cryostat);
  co_await demo::regulate(cryostat);
  co_await demo::read_broken_sensors(cryocon::controller{open("broken-sensors")});
  co_await demo::survive_a_bad_line(open("bad-line"));
  co_await demo::miss_a_deadline(cryocon::controller{open("silent")});
  auto const tester = demo::tester_at(executor, urls.at("tester"));
  co_await demo::run_tests(tester);
  co_await demo::charge_directly(tester.channel(32));
  auto const cycler = demo::cycler_at(executor, urls.at("cycler"));
  co_await demo::run_schedules(cycler);
  co_await demo::steer(cycler.channel(48));
  co_await demo::be_kicked_out(cycler, demo::cycler_at(executor, urls.at("cycler")));
  cyclers::fleet const fleet{tester, cycler};
  co_await demo::see_all(fleet);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "usage: demo READYFILE, as ./dev demo does\n");
    return 2;
  }
  try {
    asio::io_context context;
    sim::run(context, show(demo::addresses(argv[1])));
  } catch (std::exception const& error) {
    fmt::print(stderr, "demo: {}\n", error.what());
    return 1;
  }
  fmt::print("\n{}\n", demo::all_held ? "All of it held." : "Not all of it held.");
  return demo::all_held ? 0 : 1;
}
