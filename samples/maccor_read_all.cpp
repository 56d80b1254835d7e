// Reads every channel of a Maccor tester in one round trip.
#include <fmt/format.h>

#include "maccor_twin.hpp"

namespace asio = boost::asio;
namespace maccor = cyclers::maccor;

//[maccor_read_all
asio::awaitable<void> read_all(maccor::tester tester) {
  for (cyclers::reading const& r : co_await tester.readings()) fmt::print("{}\n", r);

  // What fails spoils its own channel alone.
  for (auto const& [channel, r] : co_await tester.read_all())
    if (!r) fmt::print("{}: {}\n", channel, r.error().what());
}
//]

int main(int argc, char** argv) {
  asio::io_context context;
  sample::tester_twin twin(context, argc, argv, {.channels = 128});
  sim::run(context, read_all(twin.tester()));
}
