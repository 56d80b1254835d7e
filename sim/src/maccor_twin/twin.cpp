#include "maccor_twin/twin.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "maccor_twin/talk.hpp"

namespace sim {
namespace mac {

std::unique_ptr<conversation> twin::converse(wire over) {
  auto const how = over.kind == transport::udp ? speech::datagrams
                   : over.protocol == "json"   ? speech::json
                   : over.protocol == "binary" ? speech::binary
                                               : speech::either;
  return std::make_unique<talk>(tester_, how);
}

cycler::channel const& twin::hardware(int channel) {
  auto const* const found = tester_.channel(channel - 1);
  if (!found) throw std::invalid_argument(fmt::format("there is no channel {}", channel));
  return found->runner().hardware();
}

}  // namespace mac

std::unique_ptr<maccor_twin> make_maccor(maccor const& options) {
  return std::make_unique<mac::twin>(options);
}

std::unique_ptr<device> make_device(maccor const& options) { return make_maccor(options); }

}  // namespace sim
