#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "sockio/result.hpp"

namespace sockio {

/// Names the ways to reach a device.
enum class scheme { tcp, udp, serial };

enum class parity { none, odd, even };
enum class stop_bits { one, one_and_a_half, two };
enum class flow_control { none, hardware, software };

/// Sets up a serial line.
struct serial_settings {
  unsigned baudrate = 9600;
  unsigned bytesize = 8;
  sockio::parity parity = sockio::parity::none;
  sockio::stop_bits stop_bits = sockio::stop_bits::one;
  sockio::flow_control flow_control = sockio::flow_control::none;
};

/// Says where a device is.
struct endpoint {
  sockio::scheme scheme = sockio::scheme::tcp;
  std::string host;        ///< Host name or address (TCP, UDP).
  std::uint16_t port = 0;  ///< Port (TCP, UDP).
  std::string path;        ///< Device file (serial).
  serial_settings serial;

  /// Returns the URL of the endpoint.
  std::string url() const;
};

/// Reads "tcp://host:port", "udp://host:port" or "serial:///dev/ttyS0?baudrate=19200&parity=N".
///
/// Serial parameters: baudrate, bytesize (5-8), parity (N, O, E), stopbits (1, 1.5, 2), flow (none,
/// rtscts, xonxoff). `default_port` stands in for a port that the URL leaves out; 0 makes the port
/// required. Errors: errc::bad_url, with the part that is wrong and what it should be.
result<endpoint> parse_url(std::string_view url, std::uint16_t default_port = 0);

}  // namespace sockio
