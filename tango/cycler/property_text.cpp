#include "cycler/property_text.hpp"

#include <fmt/format.h>

#include <charconv>
#include <sockio/failure.hpp>
#include <utility>

namespace cycler_server {

std::string needed(std::string const& name, std::string text) {
  if (!text.empty()) return text;
  throw sockio::failure(sockio::errc::bad_option,
                        {.problem = fmt::format("property {} is missing", name)});
}

std::uint16_t port_of(std::string const& name, std::string const& text) {
  std::uint16_t port = 0;
  auto const end = text.data() + text.size();
  auto const read = std::from_chars(text.data(), end, port);
  if (read.ec == std::errc() && read.ptr == end) return port;
  throw sockio::failure(
      sockio::errc::bad_option,
      {.problem = fmt::format("property {} is '{}', which is no port", name, text)});
}

}  // namespace cycler_server
