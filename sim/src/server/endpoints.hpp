#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/udp.hpp>
#include <string>
#include <string_view>

#include "sim/server.hpp"

namespace sim::server_detail {

/// Returns the address that "host:port" means; no host means all interfaces of IPv4. Throws
/// listen_error.
boost::asio::ip::tcp::endpoint resolve(boost::asio::any_io_executor const& executor, transport kind,
                                       std::string const& url);

/// Returns "tcp://127.0.0.1:5000" or "udp://[::1]:5001".
address address_of(transport kind, boost::asio::ip::address const& host, std::uint16_t port);

[[noreturn]] void throw_listen_error(boost::system::error_code why, transport kind,
                                     std::string_view url);

}  // namespace sim::server_detail
