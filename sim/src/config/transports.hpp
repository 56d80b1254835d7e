#pragma once

#include <string>
#include <vector>

#include "sim/config.hpp"

namespace sim::config {

/// Holds what a device says for all of its transports.
struct transport_defaults {
  std::optional<std::string> newline;
  std::uint32_t baudrate = 0;
  sim::faults faults;
};

/// Reads what a device or a transport says of newline, baudrate and faults on top of what stands
/// above it.
config_result<transport_defaults> read_defaults(options const& checked, node const* faults,
                                                std::string_view where, transport_defaults above);

/// Reads the list of transports of a device.
config_result<std::vector<transport_options>> read_transports(
    node const& list, std::string_view where, transport_defaults const& defaults,
    std::vector<std::string> const& protocols);

/// Refuses two transports at the same fixed place.
class places {
 public:
  /// Returns a message when somebody has the place already, or nothing.
  std::string take(transport_options const& how, std::string_view device);

 private:
  struct place {
    transport kind;
    std::string host;
    std::uint16_t port;
    std::string owner;
  };
  std::vector<place> taken_;
};

}  // namespace sim::config
