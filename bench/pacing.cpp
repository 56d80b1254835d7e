// Asks a device as fast as its pause between requests lets it.
#include <fmt/format.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <exception>

#include "measure.hpp"
#include "sockio/open_link.hpp"

namespace {

sockio::awaitable<void> ask(sockio::link& device, long requests) {
  for (long i = 0; i < requests; ++i) co_await device.write_readline("*IDN?\n");
}

}  // namespace

int main(int count, char** words) try {
  if (count != 4) {
    fmt::print(stderr, "usage: bench_pacing PORT GAP_MS REQUESTS\n");
    return 2;
  }
  boost::asio::io_context io(1);
  auto const device =
      sockio::open_link(io.get_executor(), fmt::format("tcp://127.0.0.1:{}", words[1]),
                        {.gap = std::chrono::milliseconds(bench::number(words[2]))});
  boost::asio::co_spawn(io, ask(*device, bench::number(words[3])), [](std::exception_ptr error) {
    if (error) std::rethrow_exception(error);
  });
  io.run();
} catch (std::exception const& error) {
  fmt::print(stderr, "bench_pacing: {}\n", error.what());
  return 1;
}
