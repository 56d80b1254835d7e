#pragma once

#include <string>
#include <string_view>

#include "cryocon_twin/machine.hpp"

namespace sim::cryo {

/// Tells whether a property's value is many lines that end with a line of one semicolon.
bool is_block(::cryocon::property_info const& property);

/// Writes such a value with the given line end, the closing semicolon included.
std::string block_text(machine& from, ::cryocon::property_info const& property, int member,
                       std::string_view newline);

/// Takes such a value. Returns false when it cannot be used; nothing is stored then.
bool take_block(machine& into, ::cryocon::property_info const& property, int member,
                std::string_view text);

}  // namespace sim::cryo
