#pragma once

#include <cryocon/model.hpp>
#include <cryocon/property.hpp>
#include <cryocon/value.hpp>
#include <sockio/result.hpp>
#include <string>
#include <vector>

#include "labctl/table.hpp"

namespace labctl {

/// Shows one property's value, or why there is none. `in` is the display unit of what is in one.
row row_of(cryocon::target const& what, sockio::result<cryocon::value> const& got,
           cryocon::unit in = cryocon::unit::unknown);

/// Lists all properties: path, type, unit, access, range, page and meaning.
std::string list_properties(format how);

/// Finds properties by their paths; "input.A.*" means all that can be read. Errors: usage_error.
std::vector<cryocon::target> find_all(std::vector<std::string> const& paths);

}  // namespace labctl
