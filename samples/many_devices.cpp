// Reads twenty controllers at the same time from one thread; what fails is named, the rest is
// there.
#include <fmt/format.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <cryocon/cryocon.hpp>
#include <sim/cryocon.hpp>
#include <sim/lab.hpp>
#include <sim/server.hpp>
#include <vector>

namespace asio = boost::asio;

//[many_devices
asio::awaitable<void> poll(cryocon::controller cryo, int number, int& failed) {
  auto const a = co_await sockio::as_result(cryo['A'].temperature());
  if (a) {
    fmt::print("{:2}: {}\n", number, *a);
  } else {
    fmt::print("{:2}: {}\n", number, a.error().what());
    ++failed;
  }
}
//]

int main() {
  asio::io_context context;
  std::vector<sim::lab> labs;
  for (int i = 0; i < 20; ++i) {
    labs.emplace_back(sim::cryocon{.start = 10.0 * (i + 1)});
    labs.back().serve(context.get_executor());
  }
  std::string const gone = labs[7].url();
  labs[7].stop();
  int failed = 0;
  int done = 0;
  for (int i = 0; i < 20; ++i) {
    cryocon::controller cryo{sockio::open_link(
        context.get_executor(), i == 7 ? gone : labs[static_cast<std::size_t>(i)].url())};
    asio::co_spawn(context, poll(cryo, i, failed), [&](std::exception_ptr error) {
      if (error) std::rethrow_exception(error);
      if (++done == 20)
        for (auto& lab : labs) lab.stop();
    });
  }
  context.run();
  return failed == 1 ? 0 : 1;
}
