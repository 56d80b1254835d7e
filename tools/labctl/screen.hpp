#pragma once

#include <string>
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
  /// Shows the records of this moment.
  void update(std::vector<std::string> const& heading, std::vector<record> const& all,
              std::string_view title);

 private:
  void draw(std::string text);

  format how_;
  bool terminal_;
  std::size_t drawn_ = 0;  ///< Lines that the last update has drawn.
  bool first_ = true;
};

}  // namespace labctl
