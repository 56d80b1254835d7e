// Starts tests on many channels of several testers at once; what is refused is named.
#include <fmt/format.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <vector>

#include "maccor_twin.hpp"

namespace asio = boost::asio;
namespace maccor = cyclers::maccor;

//[maccor_start_many
asio::awaitable<void> start(maccor::channel channel, std::string name, int& refused) {
  auto const started = co_await sockio::as_result(
      channel.start({.procedure = "formation", .name = name, .c_rate = 5}));
  if (started) co_return;
  ++refused;
  fmt::print("{}\n", started.error().what());
}

int start_all(asio::io_context& context, std::vector<maccor::tester> const& testers) {
  int refused = 0;
  for (std::size_t t = 0; t < testers.size(); ++t)
    for (int c = 1; c <= 8; ++c)
      asio::co_spawn(context,
                     start(testers[t].channel(c), fmt::format("cell-{}-{}", t + 1, c), refused),
                     asio::detached);
  context.run();
  return refused;
}
//]

int main() {
  asio::io_context context;
  sim::lab lab{sim::maccor{.channels = 8}, sim::maccor{.channels = 8}, sim::maccor{.channels = 7}};
  auto const executor = context.get_executor();
  std::vector<maccor::tester> testers;
  for (std::size_t n = 0; n < lab.size(); ++n)
    testers.emplace_back(maccor::connections{lab.link(executor, n), lab.link(executor, n)});
  int const refused = start_all(context, testers);
  fmt::print("{} of 24 tests run\n", 24 - refused);
  return refused == 1 ? 0 : 1;  // the third tester has no channel 8
}
