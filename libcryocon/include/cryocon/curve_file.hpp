#pragma once

#include <string>

#include "cryocon/curve.hpp"

namespace cryocon {

/// Reads a curve from a .crv file, as protocol::parse_curve does.
///
/// Errors: failure with the system's own code when the file cannot be read, errc::bad_reply that
/// names the line for one that holds no curve.
curve read_curve_file(std::string const& path);

/// Writes a curve to a .crv file, which appears under its name only once it is whole.
///
/// Errors: failure with the system's own code when the file cannot be written, errc::bad_value for
/// a curve that no instrument can hold; what was there before is left as it was.
void write_curve_file(std::string const& path, curve const& what);

}  // namespace cryocon
