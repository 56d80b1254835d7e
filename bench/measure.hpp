#pragma once

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <ctime>
#include <stdexcept>
#include <string>
#include <string_view>

namespace bench {

/// Reads a number from the command line of a measuring program.
inline long number(std::string_view text) {
  long value = 0;
  auto const [end, ec] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (ec != std::errc{} || end != text.data() + text.size() || value <= 0)
    throw std::invalid_argument("'" + std::string(text) + "' is not a positive number");
  return value;
}

inline double cpu_seconds() {
  std::timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// Runs `ask(requests)` once to warm up and once more, and prints what that took, as
/// floor_client.c does.
template <class Ask>
void measure(long connections, long requests, Ask ask) {
  ask(connections + requests / 10);
  auto const began = std::chrono::steady_clock::now();
  double const spent = cpu_seconds();
  ask(requests);
  double const cpu = cpu_seconds() - spent;
  std::chrono::duration<double> const took = std::chrono::steady_clock::now() - began;
  fmt::print("{{\"requests\": {}, \"seconds\": {:.9f}, \"cpu\": {:.9f}}}\n", requests, took.count(),
             cpu);
}

}  // namespace bench
