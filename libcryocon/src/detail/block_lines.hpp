#pragma once

#include <optional>
#include <string_view>

#include "cryocon/property.hpp"

namespace cryocon::detail {

/// Walks the lines of a block that ends with a line of one semicolon; all lines after it are left
/// alone.
class block_lines {
 public:
  explicit block_lines(std::string_view text) : rest_(text) {}

  /// Returns the next line, trimmed; nothing at the end of the block or of the text.
  std::optional<std::string_view> next();
  /// Tells whether the closing semicolon was seen.
  bool complete() const { return complete_; }
  /// Returns the number of the line that was read last, from 1.
  int number() const { return number_; }
  std::string_view last() const { return last_; }

 private:
  std::string_view rest_;
  std::string_view last_;
  int number_ = 0;
  bool complete_ = false;
};

/// Tells whether a text can be the name line of a block.
bool is_block_name(std::string_view name);
/// Tells whether two numbers are the same to the digits that a block shows.
bool is_close(double a, double b);

/// Makes the failure of the line that was read last.
sockio::failure bad_line(block_lines const& lines, std::string_view expected);

}  // namespace cryocon::detail
