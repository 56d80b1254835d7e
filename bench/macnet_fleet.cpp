// Reads many Maccor testers once a second each, evenly spread over the second, all from one thread.
// Prints what that takes of a core.
#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <exception>

#include "measure.hpp"
#include "testers.hpp"

namespace {

namespace asio = boost::asio;
using clock_type = std::chrono::steady_clock;
using cyclers::maccor::tester;

struct tally {
  long readings = 0;
  clock_type::duration latest{};  ///< The longest from when a reading was due to when it was there.
};

sockio::awaitable<void> keep_reading(tester const& one, bench::reading_of what,
                                     clock_type::time_point due, long seconds, tally& sum) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (long i = 0; i < seconds; ++i, due += std::chrono::seconds(1)) {
    timer.expires_at(due);
    co_await timer.async_wait(asio::use_awaitable);
    co_await bench::read_once(one, what);
    ++sum.readings;
    sum.latest = std::max(sum.latest, clock_type::now() - due);
  }
}

tally read_all(asio::io_context& io, std::vector<tester> const& all, bench::reading_of what,
               long seconds) {
  tally sum;
  auto due = clock_type::now();
  for (auto const& one : all) {
    asio::co_spawn(io, keep_reading(one, what, due, seconds, sum), [](std::exception_ptr error) {
      if (error) std::rethrow_exception(error);
    });
    due += std::chrono::nanoseconds(std::chrono::seconds(1)) / all.size();
  }
  io.run();
  io.restart();
  return sum;
}

}  // namespace

int main(int count, char** words) try {
  if (count != 5) {
    fmt::print(stderr, "usage: bench_macnet_fleet PORT json|binary|basic|full TESTERS SECONDS\n");
    return 2;
  }
  auto const what = bench::parse_reading(words[2]);
  asio::io_context io(1);
  auto const all = bench::make_testers(io, bench::number(words[1]), bench::number(words[3]), what);
  read_all(io, all, what, 1);  // Connects.
  auto const began = clock_type::now();
  double const spent = bench::cpu_seconds();
  tally const sum = read_all(io, all, what, bench::number(words[4]));
  double const cpu = bench::cpu_seconds() - spent;
  std::chrono::duration<double> const took = clock_type::now() - began;
  fmt::print("{{\"requests\": {}, \"seconds\": {:.9f}, \"cpu\": {:.9f}, \"latest\": {:.9f}}}\n",
             sum.readings, took.count(), cpu, std::chrono::duration<double>(sum.latest).count());
} catch (std::exception const& error) {
  fmt::print(stderr, "bench_macnet_fleet: {}\n", error.what());
  return 1;
}
