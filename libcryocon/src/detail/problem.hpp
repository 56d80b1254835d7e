#pragma once

#include <string>
#include <string_view>

#include "cryocon/property.hpp"

namespace cryocon::detail {

/// Makes the failure of a text that is not what was expected.
sockio::failure bad_reply(std::string_view expected, std::string_view received);
/// Makes the failure of a value that a property cannot have.
sockio::failure bad_value(property_info const& property, std::string_view expected,
                          std::string_view given);
/// Makes a failure of errc::bad_value from its words alone.
sockio::failure bad_value(std::string problem);

}  // namespace cryocon::detail
