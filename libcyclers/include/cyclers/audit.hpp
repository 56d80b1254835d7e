#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace cyclers {

/// Takes each line of an audit trail, without its end. What it throws ends the control.
using audit_sink = std::function<void(std::string_view line)>;

/// Writes an audit trail as JSON lines, in the order in which things happened.
///
/// Copies share the same sink. A line that is written is with the operating system: a program that
/// dies loses none, and a last line that a power failure cut off is told by its missing end.
class audit_trail {
 public:
  /// Appends to a file. Errors: throws sockio::failure when it cannot be written.
  explicit audit_trail(std::filesystem::path const& file);
  /// Hands each line to a function.
  explicit audit_trail(audit_sink sink);

  /// Writes one line. Errors: throws sockio::failure when it cannot be written.
  void write(std::string_view json) const;

 private:
  std::shared_ptr<audit_sink> sink_;
};

}  // namespace cyclers
