#include "config/host_port.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "config/scalar.hpp"

namespace sim::config {
namespace {

bool plain_host(std::string_view host) {
  return std::ranges::all_of(host, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
           c == '-' || c == '_';
  });
}

bool address6(std::string_view host) {
  return host.find_first_not_of("0123456789abcdefABCDEF:.%") == host.npos &&
         host.find(':') != host.npos;
}

}  // namespace

config_result<host_port> read_host_port(std::string_view url) {
  auto const wrong = [&](std::string_view why) {
    return config_error{.file = {}, .line = 0, .what = fmt::format("url '{}' {}", shown(url), why)};
  };
  auto const scheme = url.find("://");
  if (scheme != url.npos)
    return wrong(fmt::format("has a scheme; did you mean '{}'?", shown(url.substr(scheme + 3))));
  auto const colon = url.rfind(':');
  if (colon == url.npos)
    return wrong(read_integer(url) ? fmt::format("has no host; did you mean ':{}'?", url)
                                   : fmt::format("has no port; did you mean '{}:0'?", shown(url)));
  auto host = url.substr(0, colon);
  auto const port = read_integer(url.substr(colon + 1));
  if (!port || *port < 0 || *port > 65535)
    return wrong(
        fmt::format("needs a port from 0 to 65535, not '{}'", shown(url.substr(colon + 1))));
  if (host.starts_with('[') && host.ends_with(']') && address6(host.substr(1, host.size() - 2)))
    host = host.substr(1, host.size() - 2);
  else if (!plain_host(host) || host.size() > 253)
    return wrong("needs a host such as localhost, 127.0.0.1 or [::1], or none for all interfaces");
  return host_port{std::string(host), static_cast<std::uint16_t>(*port)};
}

}  // namespace sim::config
