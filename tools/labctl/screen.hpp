#pragma once

#include <string_view>
#include <vector>

#include "labctl/table.hpp"

namespace labctl {

/// Shows what changes: redrawn in place on a terminal, line after line elsewhere.
class screen {
 public:
  explicit screen(format how);

  /// Shows the rows of this moment.
  void update(std::vector<row> const& rows, std::string_view title);

 private:
  format how_;
  bool terminal_;
  std::size_t drawn_ = 0;  ///< Lines that the last update has drawn.
  bool first_ = true;
};

}  // namespace labctl
