#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "sim/arbin.hpp"

namespace sim::cti {

/// Holds what the cycler knows of one connection.
struct session {
  struct login {
    std::string user{};
    arbin::level level = arbin::level::normal;
    bool control = true;
    std::uint64_t number = 0;  ///< Grows with each log-in.
  };

  std::optional<login> who{};
  bool may_be_kicked = false;
  bool ended = false;  ///< The cycler has closed it.
  duration heard{};    ///< When something came last.
  std::function<void()> hang_up{};

  bool may_control() const { return who && who->control; }
};

}  // namespace sim::cti
