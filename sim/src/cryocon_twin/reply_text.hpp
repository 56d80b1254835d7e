#pragma once

#include <string>

#include "cryocon/value.hpp"
#include "cryocon_twin/machine.hpp"

namespace sim::cryo {

/// Writes a value as the instrument answers it: names bare, units glued to set points, dates in
/// quotes.
std::string reply_text(machine const& of, ::cryocon::property_info const& property,
                       ::cryocon::value const& what);

}  // namespace sim::cryo
