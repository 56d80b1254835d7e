// Asks one line after the other on each of its links: what floor_client.c does, written as a user
// would.
#include <fmt/format.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <exception>
#include <memory>
#include <string>
#include <vector>

#include "measure.hpp"
#include "sockio/open_link.hpp"

namespace {

namespace asio = boost::asio;
using links = std::vector<std::shared_ptr<sockio::link>>;

sockio::awaitable<void> ask(sockio::link& device, long& left) {
  while (left > 0) {
    --left;
    co_await device.write_readline("*IDN?\n");
  }
}

void run(asio::io_context& io, links const& all, long requests) {
  for (auto const& one : all) {
    asio::co_spawn(io, ask(*one, requests), [](std::exception_ptr error) {
      if (error) std::rethrow_exception(error);
    });
  }
  io.run();
  io.restart();
}

}  // namespace

int main(int count, char** words) try {
  if (count != 4) {
    fmt::print(stderr, "usage: bench_requests PORT CONNECTIONS REQUESTS\n");
    return 2;
  }
  std::string const url = fmt::format("tcp://127.0.0.1:{}", words[1]);
  long const connections = bench::number(words[2]);
  asio::io_context io(1);
  links all;
  for (long i = 0; i < connections; ++i) all.push_back(sockio::open_link(io.get_executor(), url));
  bench::measure(connections, bench::number(words[3]),
                 [&](long requests) { run(io, all, requests); });
} catch (std::exception const& error) {
  fmt::print(stderr, "bench_requests: {}\n", error.what());
  return 1;
}
