// Reads a Cryo-con with co_await. Give it a URL, or it talks to a twin of its own.
#include <fmt/format.h>

#include <boost/asio/io_context.hpp>
#include <cryocon/cryocon.hpp>

#include "twin.hpp"

namespace asio = boost::asio;

//[async_read
asio::awaitable<void> read_it(asio::any_io_executor executor, std::string url) {
  cryocon::controller cryo{sockio::open_link(executor, url)};
  fmt::print("{}\n", co_await cryo.idn());

  cryocon::temperature const a = co_await cryo['A'].temperature();
  if (a.valid()) fmt::print("input A is at {}\n", a);  // 77.35 K

  co_await cryo[1].set_point(77.4);  // sent, read back and compared in one request
  fmt::print("loop 1 goes to {}\n", co_await cryo[1].set_point());
}
//]

int main(int argc, char** argv) {
  asio::io_context context;
  sample::twin twin(context, argc, argv);
  sim::run(context, read_it(context.get_executor(), twin.url()));
}
