// Steers a running test: its schedule takes current and voltage from meta variables.
#include <fmt/format.h>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cmath>

#include "arbin_twin.hpp"

namespace asio = boost::asio;
namespace arbin = cyclers::arbin;
using namespace std::chrono_literals;

//[arbin_steer
asio::awaitable<double> current_with(arbin::channel channel, double amperes) {
  // Both in one message; the driver keeps messages to a channel 200 ms apart, as CTI wants it.
  std::vector<arbin::variable> const values{{1, amperes}, {2, 4.1}};
  co_await channel.set_variables(values);
  asio::steady_timer timer(co_await asio::this_coro::executor, 50ms);
  co_await timer.async_wait(asio::use_awaitable);
  auto const now = co_await channel.read();
  fmt::print("MV_UD1 {} A: {}\n", amperes, now);
  co_return now.current;
}
//]

asio::awaitable<bool> steer(arbin::channel channel) {
  co_await channel.assign("steered.sdx");
  co_await channel.start("steered-cell");
  bool const first = std::abs(co_await current_with(channel, 0.5) - 0.5) < 0.01;
  bool const second = std::abs(co_await current_with(channel, 1.25) - 1.25) < 0.01;
  co_await channel.stop();
  co_return first&& second;
}

int main(int argc, char** argv) {
  asio::io_context context;
  sample::cycler_twin twin(context, argc, argv, {.channels = 1}, 60);
  return sim::run(context, steer(twin.cycler().channel(1))) ? 0 : 1;
}
