// Steers a running test: its procedure takes the current from VAR1.
#include <fmt/format.h>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "maccor_twin.hpp"

namespace asio = boost::asio;
namespace maccor = cyclers::maccor;
using namespace std::chrono_literals;

//[maccor_steer
asio::awaitable<double> current_with(maccor::channel channel, double amperes) {
  co_await channel.set_variable(1, amperes);
  asio::steady_timer timer(co_await asio::this_coro::executor, 300ms);
  co_await timer.async_wait(asio::use_awaitable);
  auto const now = co_await channel.read();
  fmt::print("VAR1 {} A: {}\n", amperes, now);
  co_return now.current;
}
//]

asio::awaitable<bool> steer(maccor::channel channel) {
  co_await channel.start({.procedure = "steered", .name = "steered-cell"});
  bool const first = std::abs(co_await current_with(channel, 0.5) - 0.5) < 0.01;
  bool const second = std::abs(co_await current_with(channel, 1.25) - 1.25) < 0.01;
  co_await channel.suspend();
  co_return first&& second;
}

int main(int argc, char** argv) {
  asio::io_context context;
  sample::tester_twin twin(context, argc, argv, {.channels = 1}, 60);
  return sim::run(context, steer(twin.tester().channel(1))) ? 0 : 1;
}
