#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "cyclers/fleet.hpp"

// A fleet as somebody describes it, in JSON or YAML: what is taken is complete, and nothing is
// thrown.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const read = cyclers::read_fleet({reinterpret_cast<char const*>(data), size}, "fleet.yml");
  if (!read) return 0;
  for (auto const& each : *read) {
    if (each.vendor != "maccor" && each.vendor != "arbin") std::abort();
    if (each.host.empty() || each.port == std::uint16_t{0}) std::abort();
    if (each.vendor == "arbin" && each.credentials.empty()) std::abort();
  }
  return 0;
}
