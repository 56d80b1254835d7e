// Asks as floor_client.c does, with the coroutines of Boost.Asio and a look for a dead connection,
// but with no deadline, no lock and no frames: what is left between this and C is not the link's.
#include <fmt/format.h>
#include <sys/socket.h>

#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <exception>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "measure.hpp"

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

constexpr std::string_view question = "*IDN?\n";

asio::awaitable<std::string> exchange(tcp::socket& device) {
  std::array<char, 512> reply;
  int const descriptor = device.native_handle();
  if (::recv(descriptor, reply.data(), 1, MSG_PEEK | MSG_DONTWAIT) >= 0)
    throw std::runtime_error("the connection is dead");
  if (::send(descriptor, question.data(), question.size(), MSG_DONTWAIT | MSG_NOSIGNAL) < 0)
    throw std::runtime_error("cannot send");
  auto const [ec, n] =
      co_await device.async_read_some(asio::buffer(reply), asio::as_tuple(asio::deferred));
  if (ec) throw boost::system::system_error(ec);
  co_return std::string(reply.data(), n);
}

asio::awaitable<void> ask(tcp::socket& device, long& left) {
  while (left > 0) {
    --left;
    co_await exchange(device);
  }
}

void run(asio::io_context& io, std::vector<tcp::socket>& all, long requests) {
  for (auto& one : all) {
    asio::co_spawn(io, ask(one, requests), [](std::exception_ptr error) {
      if (error) std::rethrow_exception(error);
    });
  }
  io.run();
  io.restart();
}

tcp::socket connect(asio::io_context& io, long port) {
  tcp::socket device(io);
  device.connect({asio::ip::address_v4::loopback(), static_cast<std::uint16_t>(port)});
  device.set_option(tcp::no_delay(true));
  device.non_blocking(true);
  return device;
}

}  // namespace

int main(int count, char** words) try {
  if (count != 4) {
    fmt::print(stderr, "usage: bench_floor_asio PORT CONNECTIONS REQUESTS\n");
    return 2;
  }
  long const connections = bench::number(words[2]);
  asio::io_context io(1);
  std::vector<tcp::socket> all;
  for (long i = 0; i < connections; ++i) all.push_back(connect(io, bench::number(words[1])));
  bench::measure(connections, bench::number(words[3]),
                 [&](long requests) { run(io, all, requests); });
} catch (std::exception const& error) {
  fmt::print(stderr, "bench_floor_asio: {}\n", error.what());
  return 1;
}
