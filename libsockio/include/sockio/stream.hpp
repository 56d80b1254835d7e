#pragma once

#include <memory>
#include <optional>
#include <string>

#include "sockio/link.hpp"

namespace sockio {

/// Iterates over the lines that a device sends by itself.
class line_stream {
 public:
  /// Reads the next line, its end included.
  ///
  /// Returns: nothing when the peer has closed between two lines. Errors: failure; also when it
  /// closed within a line.
  awaitable<std::optional<std::string>> next();

 private:
  friend class link;
  line_stream(std::shared_ptr<link> from, request what)
      : from_(std::move(from)), what_(std::move(what)) {}
  std::shared_ptr<link> from_;
  request what_;
};

/// Iterates over blocks of a fixed size, or that end with a delimiter.
class block_stream {
 public:
  /// Reads the next block.
  ///
  /// Returns: nothing when the peer has closed between two blocks. Errors: failure; also when it
  /// closed within a block.
  awaitable<std::optional<std::string>> next();

 private:
  friend class link;
  block_stream(std::shared_ptr<link> from, request what)
      : from_(std::move(from)), what_(std::move(what)) {}
  std::shared_ptr<link> from_;
  request what_;
};

}  // namespace sockio
