// What a user writes first: drivers, and twins to try them on, on real ports.
#include <fmt/format.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <cryocon/cryocon.hpp>
#include <cyclers/arbin/cycler.hpp>
#include <cyclers/cycler.hpp>
#include <cyclers/maccor/tester.hpp>
#include <sim/arbin.hpp>
#include <sim/cryocon.hpp>
#include <sim/lab.hpp>
#include <sim/maccor.hpp>
#include <sim/run.hpp>
#include <sockio/endpoint.hpp>
#include <sockio/open_link.hpp>
#include <string>

namespace asio = boost::asio;

namespace {

asio::awaitable<std::string> meet(std::string url) {
  cryocon::controller cryo{sockio::open_link(co_await asio::this_coro::executor, url)};
  co_return co_await cryo.idn();
}

asio::awaitable<std::size_t> read(cyclers::fleet fleet) {
  std::size_t channels = 0;
  for (auto const& [where, reading] : co_await cyclers::read_all(fleet))
    channels += reading ? 1 : 0;
  co_return channels;
}

}  // namespace

int main() {
  asio::io_context context;
  auto const executor = context.get_executor();
  sim::lab lab{sim::cryocon{}, sim::maccor{.channels = 2}, sim::arbin{.channels = 3}};
  lab.serve(executor);

  cyclers::maccor::tester_options ports;
  ports.json_port = ports.binary_port = sockio::parse_url(lab.url(1)).value().port;
  cyclers::maccor::tester const tester(executor, "localhost", ports);
  cyclers::arbin::credentials const who("anybody", "at all");
  cyclers::arbin::cycler const cycler(executor, lab.url(2), who);
  cyclers::fleet const fleet{tester, cycler};

  auto const idn = sim::run(context, meet(lab.url()));
  auto const channels = sim::run(context, read(fleet));
  fmt::print("{}, {} channels of cyclers\n", idn, channels);
  return idn == "Cryo-con,24C,204683,1.01A" && channels == 5 ? 0 : 1;
}
