#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "cycler/runner.hpp"

/// Reads any bytes as a procedure: a procedure or one line comes of them. What is a procedure runs
/// for a while, and whatever it does to the cell, what the channel measures are numbers.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace sim::cycler;
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  auto got = read_procedure(text, "fuzz.yml");
  if (!got) {
    if (got.error().text().find('\n') != std::string::npos) std::abort();
    return 0;
  }
  runner on(channel({.capacity = 3}, {}));
  on.start(std::make_shared<procedure const>(std::move(*got)));
  for (int i = 1; i <= 15; ++i) {
    on.advance(std::chrono::seconds(i));
    on.set_variable(i, i % 2 == 0 ? 1e300 : -1);
    on.resume();
  }
  if (!std::isfinite(on.hardware().voltage() + on.hardware().current())) std::abort();
  if (!std::isfinite(on.hardware().temperature())) std::abort();
  return 0;
}
