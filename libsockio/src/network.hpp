#pragma once

#include <boost/asio/ip/address.hpp>
#include <memory>
#include <string>
#include <vector>

#include "look_up.hpp"
#include "sockio/endpoint.hpp"
#include "sockio/options.hpp"
#include "wire.hpp"

namespace sockio::detail {

/// Sets TCP_NODELAY, IPTOS_LOWDELAY and keep-alive as the options say; what a system does not know
/// is left out.
void set_socket_options(int descriptor, link_options const& options, bool tcp);
/// Looks at a socket without taking anything from it. An empty datagram is no end.
condition look_at_socket(int descriptor, bool datagrams);
/// Tells whether the peer has shut a connection, even when unread bytes are before its end.
bool peer_has_shut(int descriptor);
/// Returns how many bytes can be read from a descriptor without waiting.
std::size_t available_at(int descriptor);
/// Reads from a socket what is there, at most `most` bytes, without waiting; datagrams are not cut.
/// Returns how many bytes it read.
std::size_t drain_socket(int descriptor, std::string& into, std::size_t most, bool datagrams);
/// Sends what a socket takes at once.
std::size_t send_now(int descriptor, std::string_view bytes, error_code& ec);

/// Finds the addresses of a host; numeric ones at once, names by a look-up that does not outlast
/// its caller.
class resolver {
 public:
  explicit resolver(std::string host) : host_(std::move(host)) {}

  /// Finds the addresses at once, or begins the look-up that has to be waited for.
  error_code begin(std::vector<boost::asio::ip::address>& addresses,
                   std::shared_ptr<look_up>& names);
  void abandon() {
    if (look_up_) look_up_->abandon();
  }

 private:
  std::string host_;
  std::shared_ptr<look_up> look_up_;
};

}  // namespace sockio::detail
