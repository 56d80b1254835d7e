#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sim/config.hpp"

/// Reads any bytes as a configuration; the first byte tells the language. Whatever they are, a plan
/// or one line comes of them.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size == 0) return 0;
  constexpr std::string_view names[] = {"lab.yml", "lab.toml", "lab.json"};
  std::string_view const text(reinterpret_cast<char const*>(data) + 1, size - 1);
  auto const plan = sim::read_plan(text, names[data[0] % 3]);
  if (!plan && plan.error().text().find('\n') != std::string::npos) std::abort();
  return 0;
}
