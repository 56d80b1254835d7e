#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "cryocon/property.hpp"
#include "cryocon/protocol/command.hpp"

// A line from a client: every part of every command lies within the line.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const line(reinterpret_cast<char const*>(data), size);
  auto const within = [&](std::string_view part) {
    if (part.empty()) return;
    if (part.data() < line.data() || part.data() + part.size() > line.data() + line.size()) {
      std::abort();
    }
  };
  for (auto const& each : cryocon::protocol::parse_line(line)) {
    within(each.text);
    within(each.index);
    within(each.argument);
    if (each.property == nullptr) continue;
    static_cast<void>(cryocon::protocol::parse_index(each.property->where, each.index));
  }
  static_cast<void>(cryocon::protocol::is_refusal(line));
  return 0;
}
