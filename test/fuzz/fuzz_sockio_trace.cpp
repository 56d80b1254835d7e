#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "sockio/trace.hpp"

// A trace is refused with a failure or replays; a replay never asks for more than it holds.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  int const file = ::memfd_create("trace", 0);
  if (file < 0 || ::write(file, data, size) != static_cast<ssize_t>(size)) std::abort();
  boost::asio::io_context io;
  try {
    auto const link = sockio::replay(io.get_executor(), fmt::format("/proc/self/fd/{}", file));
    boost::asio::co_spawn(io, link->write_readline("A?\n"), [](auto, auto const&) {});
    io.run();
  } catch (sockio::failure const&) {
  }
  ::close(file);
  return 0;
}
