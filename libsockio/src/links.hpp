#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <memory>

#include "sockio/endpoint.hpp"
#include "sockio/link.hpp"

namespace sockio::detail {

std::shared_ptr<link> tcp_link(boost::asio::any_io_executor executor, endpoint const& where,
                               link_options const& options, callbacks events);
std::shared_ptr<link> udp_link(boost::asio::any_io_executor executor, endpoint const& where,
                               link_options const& options, callbacks events);
std::shared_ptr<link> serial_link(boost::asio::any_io_executor executor, endpoint const& where,
                                  link_options const& options, callbacks events);

}  // namespace sockio::detail
