#pragma once

#include <optional>
#include <string>
#include <vector>

#include "maccor_twin/file_transfer.hpp"
#include "maccor_twin/store.hpp"

namespace sim::mac {

/// Holds what the tester knows of one client.
struct session {
  struct listing {
    cyclers::maccor::file_type type{};
    std::vector<file_entry> files{};
    std::size_t next = 0;
  };

  std::optional<std::string> user{};  ///< Who is logged in.
  listing listed{};
  file_transfer receiving{};
  file_transfer sending{};
};

}  // namespace sim::mac
