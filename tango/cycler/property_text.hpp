#pragma once

#include <cstdint>
#include <string>

namespace cycler_server {

/// Returns a property's text. Errors: throws sockio::errc::bad_option when it is empty.
std::string needed(std::string const& name, std::string text);
/// Reads a port. Errors: throws sockio::errc::bad_option for what is none.
std::uint16_t port_of(std::string const& name, std::string const& text);

}  // namespace cycler_server
