#pragma once

#include <sockio/failure.hpp>
#include <string>
#include <string_view>

#include "arbin/watch.hpp"

namespace cyclers::arbin::detail {

/// Tells of a link's failure what a watch has seen of it.
sockio::failure explained(sockio::failure const& why, watch const& seen);

/// Tells a failure of an exchange that holds a password: nothing of what was sent or received.
sockio::failure discreet(sockio::failure const& why, std::string_view request,
                         std::string_view endpoint);

}  // namespace cyclers::arbin::detail
