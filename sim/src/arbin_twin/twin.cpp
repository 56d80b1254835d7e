#include "arbin_twin/twin.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "arbin_twin/talk.hpp"

namespace sim {
namespace cti {

std::unique_ptr<conversation> twin::converse(wire) { return std::make_unique<talk>(console_); }

test_channel& twin::at(int channel) {
  auto* const found = console_.channel(channel - 1);
  if (!found) throw std::invalid_argument(fmt::format("there is no channel {}", channel));
  return *found;
}

double twin::variable(int channel, int number) {
  return at(channel).runner().vars().at(static_cast<std::size_t>(number) - 1);
}

std::vector<std::string> twin::messages() {
  return {console_.messages.begin(), console_.messages.end()};
}

std::vector<std::string> twin::events() {
  return {console_.events().begin(), console_.events().end()};
}

}  // namespace cti

std::unique_ptr<arbin_twin> make_arbin(arbin const& options) {
  return std::make_unique<cti::twin>(options);
}

std::unique_ptr<device> make_device(arbin const& options) { return make_arbin(options); }

}  // namespace sim
