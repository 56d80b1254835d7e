#pragma once

#include <cryocon/model.hpp>
#include <cryocon/property.hpp>
#include <cryocon/value.hpp>
#include <sockio/result.hpp>
#include <string>
#include <vector>

#include "labctl/table.hpp"

namespace labctl {

/// Shows one property's value, or why there is none.
row row_of(cryocon::target const& what, sockio::result<cryocon::value> const& got);

/// Lists all properties: path, type, unit, access, range, page and meaning.
std::string list_properties(format how);

/// Finds properties by their paths; "input.A.*" means all that can be read. Errors: usage_error.
std::vector<cryocon::target> find_all(std::vector<std::string> const& paths);

}  // namespace labctl
