// Reads cyclers of any vendor in one go: what failed is named, the rest is there.
#include <fmt/format.h>

#include <cyclers/cycler.hpp>

#include "maccor_twin.hpp"

namespace asio = boost::asio;

//[mixed_fleet
asio::awaitable<std::size_t> show(cyclers::fleet fleet) {
  std::size_t failed = 0;
  for (auto const& [where, reading] : co_await cyclers::read_all(fleet)) {
    if (reading) {
      fmt::print("{} {}\n", where.device, *reading);
    } else {
      fmt::print("{}\n", reading.error().what());
      ++failed;
    }
  }
  co_return failed;
}
//]

int main() {
  asio::io_context context;
  auto const executor = context.get_executor();
  sim::lab lab{sim::maccor{.name = "one", .channels = 4},
               sim::maccor{.name = "two", .channels = 2}};
  cyclers::fleet fleet;
  for (std::size_t n = 0; n < lab.size(); ++n)
    fleet.push_back(cyclers::maccor::tester({lab.link(executor, n), lab.link(executor, n)}));
  lab.misbehave(1, {.clients = sim::faults::connections::refuse});
  std::size_t const failed = sim::run(context, show(fleet));
  return failed == 1 ? 0 : 1;  // the second tester, as a whole
}
