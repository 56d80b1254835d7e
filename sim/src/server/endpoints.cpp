#include "server/endpoints.hpp"

#include <fmt/format.h>

#include <boost/asio/error.hpp>

#include "config/host_port.hpp"
#include "config/scalar.hpp"

namespace sim {

listen_error::listen_error(boost::system::error_code why, std::string what)
    : boost::system::system_error(why), what_(std::move(what)) {}

}  // namespace sim

namespace sim::server_detail {
namespace {

std::string_view name_of(transport kind) {
  return kind == transport::tcp ? "tcp" : kind == transport::udp ? "udp" : "serial";
}

}  // namespace

void throw_listen_error(boost::system::error_code why, transport kind, std::string_view url) {
  auto const advice = why == boost::asio::error::address_in_use   ? ": somebody else listens there"
                      : why == boost::asio::error::access_denied  ? ": this user may not"
                      : why == boost::asio::error::host_not_found ? ": no such host"
                                                                  : ": " + why.message();
  throw listen_error(
      why, fmt::format("cannot listen on {}://{}{}", name_of(kind), config::shown(url), advice));
}

boost::asio::ip::tcp::endpoint resolve(boost::asio::any_io_executor const& executor, transport kind,
                                       std::string const& url) {
  namespace ip = boost::asio::ip;
  auto const place = config::read_host_port(url);
  if (!place)
    throw listen_error(boost::asio::error::invalid_argument,
                       fmt::format("cannot listen: {}", place.error().what));
  if (place->host.empty()) return {ip::address_v4::any(), place->port};
  if (place->host == "localhost") return {ip::address_v4::loopback(), place->port};
  boost::system::error_code failed;
  auto const numeric = ip::make_address(place->host, failed);
  if (!failed) return {numeric, place->port};
  auto const found = ip::tcp::resolver(executor).resolve(place->host, "", failed);
  if (failed || found.empty()) throw_listen_error(boost::asio::error::host_not_found, kind, url);
  return {found.begin()->endpoint().address(), place->port};
}

address address_of(transport kind, boost::asio::ip::address const& host, std::uint16_t port) {
  auto const text = host.to_string();
  return {.kind = kind,
          .url = host.is_v6() ? fmt::format("{}://[{}]:{}", name_of(kind), text, port)
                              : fmt::format("{}://{}:{}", name_of(kind), text, port),
          .port = port};
}

}  // namespace sim::server_detail
