// Reads an Arbin cycler of 1,000 channels, one time after the other: what floor_cti.c does, written
// as a user would.
#include <fmt/format.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <cyclers/arbin/cycler.hpp>
#include <exception>

#include "measure.hpp"

namespace {

namespace asio = boost::asio;
namespace arbin = cyclers::arbin;

constexpr int channels = 1000;

/// Reads the numbers of all channels, whose texts are never looked at.
sockio::awaitable<std::size_t> read_numbers(arbin::cycler const& cycler,
                                            std::vector<arbin::channel_reading>& into) {
  auto const bytes = co_await cycler.core()->exchange(
      arbin::ask_of<arbin::messages::channels_info>(),
      arbin::feedback_frame(1, cycler.core()->options().longest_message));
  arbin::read_numbers(bytes, into).value();
  co_return into.size();
}

/// Reads once, and returns how many channels it got; `what` one is one of them.
sockio::awaitable<std::size_t> read_once(arbin::cycler const& cycler, std::string_view what,
                                         int channel, std::vector<arbin::channel_reading>& into) {
  if (what == "records") co_return (co_await cycler.channels()).size();
  if (what == "readings") co_return (co_await cycler.readings()).size();
  if (what == "numbers") co_return co_await read_numbers(cycler, into);
  auto const one = co_await cycler.channel(channel).status();
  co_return one.reading.channel == channel ? channels : 0;
}

sockio::awaitable<void> read(arbin::cycler const& cycler, std::string_view what, long& left) {
  std::vector<arbin::channel_reading> numbers;
  while (left > 0) {
    int const channel = static_cast<int>(--left % channels) + 1;
    if (co_await read_once(cycler, what, channel, numbers) != channels)
      throw std::runtime_error("channels are missing");
  }
}

void run(asio::io_context& io, arbin::cycler const& cycler, std::string_view what, long times) {
  asio::co_spawn(io, read(cycler, what, times), [](std::exception_ptr error) {
    if (error) std::rethrow_exception(error);
  });
  io.run();
  io.restart();
}

}  // namespace

int main(int count, char** words) try {
  if (count != 4) {
    fmt::print(stderr, "usage: bench_cti PORT records|readings|numbers|one TIMES\n");
    return 2;
  }
  asio::io_context io(1);
  arbin::cycler_options options;
  options.port = static_cast<std::uint16_t>(bench::number(words[1]));
  options.channels = channels;
  // Nobody logs in: the canned cycler knows no log-in, and it would be once for all readings.
  arbin::cycler const cycler(io.get_executor(), "127.0.0.1", cyclers::credentials(), options);
  bench::measure(1, bench::number(words[3]), [&](long times) { run(io, cycler, words[2], times); });
} catch (std::exception const& error) {
  fmt::print(stderr, "bench_cti: {}\n", error.what());
  return 1;
}
