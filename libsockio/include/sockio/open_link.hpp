#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <memory>
#include <string_view>

#include "sockio/endpoint.hpp"
#include "sockio/link.hpp"

namespace sockio {

/// Makes a link to "tcp://host:5000", "udp://host:5001" or
/// "serial:///dev/ttyS0?baudrate=19200&parity=N".
///
/// Nothing is connected yet: the first request does that, or open(). The link may be used from any
/// thread and any executor; its own sockets and timers run on `executor`. Errors: throws failure
/// (errc::bad_url, errc::bad_option).
std::shared_ptr<link> open_link(boost::asio::any_io_executor executor, std::string_view url,
                                link_options options = {}, callbacks events = callbacks());

/// Makes a link to an endpoint.
std::shared_ptr<link> open_link(boost::asio::any_io_executor executor, endpoint where,
                                link_options options = {}, callbacks events = callbacks());

}  // namespace sockio
