// Weighs links: what a process grows by when it connects many of them and has asked each a
// question.
#include <fmt/format.h>
#include <malloc.h>
#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <cstdio>
#include <exception>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "measure.hpp"
#include "sockio/open_link.hpp"

namespace {

namespace asio = boost::asio;
using links = std::vector<std::shared_ptr<sockio::link>>;

struct weight {
  long resident;   // Bytes of the process that are in memory.
  long allocated;  // Bytes that were asked of malloc and not given back.
};

weight weigh() {
  long size = 0;
  long resident = 0;
  std::FILE* const file = std::fopen("/proc/self/statm", "r");
  if (file == nullptr || std::fscanf(file, "%ld %ld", &size, &resident) != 2)
    throw std::runtime_error("cannot read /proc/self/statm");
  std::fclose(file);
  struct mallinfo2 const info = ::mallinfo2();
  return {resident * ::sysconf(_SC_PAGESIZE), static_cast<long>(info.uordblks + info.hblkhd)};
}

sockio::awaitable<void> ask(sockio::link& device) { co_await device.write_readline("*IDN?\n"); }

void connect(asio::io_context& io, std::string const& url, long count, links& all) {
  for (long i = 0; i < count; ++i) {
    all.push_back(sockio::open_link(io.get_executor(), url));
    asio::co_spawn(io, ask(*all.back()), [](std::exception_ptr error) {
      if (error) std::rethrow_exception(error);
    });
  }
  io.run();
  io.restart();
}

}  // namespace

int main(int count, char** words) try {
  if (count != 3) {
    fmt::print(stderr, "usage: bench_memory PORT LINKS\n");
    return 2;
  }
  std::string const url = fmt::format("tcp://127.0.0.1:{}", words[1]);
  long const wanted = bench::number(words[2]);
  asio::io_context io(1);
  links first;
  links all;
  all.reserve(static_cast<std::size_t>(wanted));
  // The first links bring code and tables into memory, which later ones share.
  connect(io, url, 10, first);
  weight const before = weigh();
  connect(io, url, wanted, all);
  weight const after = weigh();
  fmt::print("{{\"links\": {}, \"resident\": {}, \"allocated\": {}}}\n", wanted,
             (after.resident - before.resident) / wanted,
             (after.allocated - before.allocated) / wanted);
} catch (std::exception const& error) {
  fmt::print(stderr, "bench_memory: {}\n", error.what());
  return 1;
}
