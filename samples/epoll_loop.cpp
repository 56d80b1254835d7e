// Uses corolab from an event loop of the user's own: epoll waits for both, corolab runs when it has
// something to do.
#include <fmt/format.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <cryocon/cryocon.hpp>

#include "twin.hpp"

namespace asio = boost::asio;
using namespace std::chrono_literals;

//[epoll_loop
asio::awaitable<void> read_it(cryocon::controller cryo) {
  fmt::print("input A is at {}\n", co_await cryo['A'].temperature());
}

/// Runs until the reading is there; the user's own timer ticks in the same loop.
int user_loop(asio::io_context& corolab, cryocon::controller cryo) {
  bool done = false;
  asio::co_spawn(corolab, read_it(cryo), [&](std::exception_ptr error) {
    done = true;
    if (error) std::rethrow_exception(error);
  });
  int const loop = ::epoll_create1(EPOLL_CLOEXEC);
  int const ticker = ::timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
  itimerspec const every{{0, 5'000'000}, {0, 5'000'000}};
  ::timerfd_settime(ticker, 0, &every, nullptr);
  epoll_event wanted{EPOLLIN, {.fd = ticker}};
  ::epoll_ctl(loop, EPOLL_CTL_ADD, ticker, &wanted);
  int ticks = 0;
  while (!done) {
    corolab.poll();  // everything that is due, without waiting
    epoll_event got{};
    if (::epoll_wait(loop, &got, 1, 1) == 1) {
      std::uint64_t expirations = 0;
      if (::read(ticker, &expirations, sizeof expirations) > 0) ++ticks;
    }
  }
  ::close(ticker);
  ::close(loop);
  return ticks;
}
//]

int main(int argc, char** argv) {
  asio::io_context corolab;
  sample::twin twin(corolab, argc, argv);
  cryocon::controller cryo{sockio::open_link(corolab.get_executor(), twin.url())};
  fmt::print("{} ticks of the user's own timer meanwhile\n", user_loop(corolab, cryo));
}
