#pragma once

#include <string>
#include <string_view>

#include "cryocon/property.hpp"
#include "cryocon/value.hpp"

/// Turns values into the text of the wire and back; pure, no I/O, never throws.
namespace cryocon::protocol {

/// Reads a value that the device sent or a person typed.
///
/// Padding, letter case, glued units, quotes, "A", "CHA" and "0" for channels, and the texts for
/// readings that are not there are all read. Errors: errc::bad_reply that says what was expected.
result<value> parse_value(property_info const& property, std::string_view text);

/// Writes a value as the device takes it.
///
/// A string is read first as parse_value does, so that what a person typed can be sent. Errors:
/// errc::bad_value when the value has another type, is out of the property's range, or holds what
/// would not survive the wire (see survives_the_wire).
result<std::string> format_value(property_info const& property, value const& what);

/// Tells whether a value that was read back is the one that was sent, within the resolution of the
/// device's numbers (32-bit floating point, six digits).
bool same_value(value const& sent, value const& read);

}  // namespace cryocon::protocol
