// Assigns a schedule to all channels of an Arbin cycler and starts some of them, each with one
// message; what is refused is named.
#include <fmt/format.h>

#include "arbin_twin.hpp"

namespace asio = boost::asio;
namespace arbin = cyclers::arbin;

//[arbin_start_many
asio::awaitable<int> start(arbin::cycler cycler) {
  co_await cycler.assign_all("formation.sdx");
  co_await cycler.channel(5).start("cell-0042");

  int refused = 0;
  for (auto const& [channel, outcome] : co_await cycler.start("batch-7", {1, 2, 3, 5})) {
    if (outcome) continue;
    ++refused;
    bool const runs = outcome.error().code() == arbin::start_result::running;
    fmt::print("{}{}\n", outcome.error().what(), runs ? " (it is not disturbed)" : "");
  }

  auto const running = co_await cycler.channels(arbin::channel_selection::running);
  for (auto const& r : running.all())
    fmt::print("channel {}: {} with {}\n", r.channel + 1, r.test_name, r.schedule);
  co_return refused;
}
//]

int main(int argc, char** argv) {
  asio::io_context context;
  sample::cycler_twin twin(context, argc, argv, {.channels = 8});
  return sim::run(context, start(twin.cycler())) == 1 ? 0 : 1;  // channel 5 runs already
}
