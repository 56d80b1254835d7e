#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "sim/cryocon.hpp"

// The first byte says over what the bytes come and how they are cut; the twin must answer with text
// in bounded memory.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size < 2) return 0;
  auto const how = data[0];
  std::string_view bytes(reinterpret_cast<char const*>(data + 1), size - 1);

  static sim::cryocon const options{.start = 77, .date = std::chrono::sys_seconds{}};
  auto twin = sim::make_cryocon(options);
  auto talk = twin->converse((how & 1) != 0 ? sim::transport::udp : sim::transport::tcp);
  std::size_t const piece = how / 2 + 1u;
  while (!bytes.empty()) {
    std::vector<sim::reply> answers;
    talk->receive(bytes.substr(0, piece), answers);
    bytes.remove_prefix(std::min(piece, bytes.size()));
    for (auto const& each : answers)
      if (!each.bytes.ends_with('\n') || each.bytes.size() > 100'000) std::abort();
    twin->advance(std::chrono::milliseconds(200));
  }
  return 0;
}
