#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

#include "cyclers/error.hpp"
#include "cyclers/protocol/json_reader.hpp"

/// Writes compact JSON; pure, never throws. Numbers are plain decimals, as short as they can be
/// without loss, never with an exponent.
namespace cyclers::protocol {

/// Appends JSON to a string; commas come by themselves.
class json_writer {
 public:
  explicit json_writer(std::string& out, not_finite policy = not_finite::refuse)
      : out_(out), policy_(policy) {}

  bool ok() const noexcept { return !fault_; }
  fault& trouble() noexcept { return fault_; }

  void open_object() { open('{'); }
  void close_object() { close('}'); }
  void open_array() { open('['); }
  void close_array() { close(']'); }
  void key(std::string_view name);

  void text(std::string_view value);
  void null() { raw("null"); }
  void whole(std::integral auto value) { integer(static_cast<std::int64_t>(value)); }
  void real(double value);
  void real(float value);
  /// Appends a value that is JSON already.
  void raw(std::string_view json);

  void fail(errc code, std::string problem) {
    if (!fault_) fault_ = {code, {}, std::move(problem)};
  }

 private:
  void open(char bracket);
  void close(char bracket);
  void comma();
  void integer(std::int64_t value);
  void quote(std::string_view text);
  template <class T>
  void write_real(T value);

  std::string& out_;
  not_finite policy_;
  bool follows_ = false;  ///< A value stands before, so that the next needs a comma.
  fault fault_;
};

}  // namespace cyclers::protocol
