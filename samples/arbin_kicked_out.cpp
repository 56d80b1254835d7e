// Watches an Arbin cycler that has room for one session, which somebody else wants, too: whoever is
// kicked out connects and logs in again with the next request.
#include <fmt/format.h>

#include "arbin_twin.hpp"

namespace asio = boost::asio;
namespace arbin = cyclers::arbin;

//[arbin_kicked_out
asio::awaitable<bool> read_once(std::string_view who, arbin::cycler cycler) {
  auto const all = co_await sockio::as_result(cycler.readings());
  if (all) fmt::print("{}: {} channels\n", who, all->size());
  if (!all) fmt::print("{}: {}\n", who, all.error().what());
  co_return all.has_value();
}

asio::awaitable<int> take_turns(arbin::cycler ours, arbin::cycler theirs) {
  int read = 0;
  for (int i = 0; i < 3; ++i) {
    read += co_await read_once("we", ours) ? 1 : 0;  // logs in first, which kicks the others out
    read += co_await read_once("they", theirs) ? 1 : 0;
  }
  co_return read;
}
//]

int main(int argc, char** argv) {
  asio::io_context context;
  sample::cycler_twin twin(context, argc, argv, {.channels = 8, .sessions = 1});
  arbin::cycler_options options;
  options.kick_out = 1;  // "May be kicked off", says the protocol document.
  auto const ours = twin.cycler(options);
  auto const theirs = twin.cycler(options);
  return sim::run(context, take_turns(ours, theirs)) == 6 ? 0 : 1;
}
