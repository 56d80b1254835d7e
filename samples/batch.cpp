// Reads and writes many properties with one request on the wire.
#include <fmt/format.h>

#include <boost/asio/io_context.hpp>
#include <cryocon/cryocon.hpp>

#include "twin.hpp"

namespace asio = boost::asio;

//[batch
asio::awaitable<void> snapshot(cryocon::controller cryo) {
  auto batch = cryo.batch();
  auto name = batch.name();
  auto b = batch['B'].temperature();
  auto changed = batch[1].rate(5.0);
  co_await batch.send();  // nothing goes out before this; nothing at all if the scope is left early
  fmt::print("{}: input B is at {}\n", *name, *b);
  if (!changed) fmt::print("{}\n", changed.error().what());
}
//]

int main(int argc, char** argv) {
  asio::io_context context;
  sample::twin twin(context, argc, argv);
  cryocon::controller cryo{sockio::open_link(context.get_executor(), twin.url())};
  sim::run(context, snapshot(cryo));
}
