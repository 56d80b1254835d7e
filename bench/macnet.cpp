// Reads all channels of Maccor testers, of each one time after the other: what floor_macnet.c does,
// written as a user would.
#include <fmt/format.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <exception>

#include "measure.hpp"
#include "testers.hpp"

namespace {

namespace asio = boost::asio;
using testers = std::vector<cyclers::maccor::tester>;

sockio::awaitable<void> read(cyclers::maccor::tester const& tester, bench::reading_of what,
                             long& left) {
  while (left > 0) {
    --left;
    co_await bench::read_once(tester, what);
  }
}

void run(asio::io_context& io, testers const& all, bench::reading_of what, long times) {
  for (auto const& one : all) {
    asio::co_spawn(io, read(one, what, times), [](std::exception_ptr error) {
      if (error) std::rethrow_exception(error);
    });
  }
  io.run();
  io.restart();
}

}  // namespace

int main(int count, char** words) try {
  if (count != 5) {
    fmt::print(stderr, "usage: bench_macnet PORT json|binary|basic|full TESTERS TIMES\n");
    return 2;
  }
  auto const what = bench::parse_reading(words[2]);
  long const connections = bench::number(words[3]);
  asio::io_context io(1);
  testers const all = bench::make_testers(io, bench::number(words[1]), connections, what);
  bench::measure(connections, bench::number(words[4]),
                 [&](long times) { run(io, all, what, times); });
} catch (std::exception const& error) {
  fmt::print(stderr, "bench_macnet: {}\n", error.what());
  return 1;
}
