#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "sim/node.hpp"

namespace sim::config {

/// Is where a server listens: a host name or address, empty for all interfaces, and a port, 0 for
/// any free one.
struct host_port {
  std::string host;
  std::uint16_t port = 0;
};

/// Reads "host:port", ":port" or "[::1]:port". Errors: what is wrong; file and line are the
/// caller's to add.
config_result<host_port> read_host_port(std::string_view url);

}  // namespace sim::config
