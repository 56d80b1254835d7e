#pragma once

#include <boost/system/error_code.hpp>
#include <boost/system/system_error.hpp>
#include <exception>
#include <memory>
#include <source_location>
#include <string>

#include "sockio/error.hpp"
#include "sockio/time.hpp"

namespace sockio {

/// Tells the story of a failed operation: what was asked, of whom, what came back, what to do.
struct context {
  std::string device{};    ///< What kind of device, e.g. "cryocon"; may be empty.
  std::string endpoint{};  ///< Where it is, e.g. "tcp://192.168.1.123:5000".
  std::string request{};   ///< What was asked, printable.
  std::string problem{};   ///< What happened, e.g. "no reply within 500 ms".
  std::string received{};  ///< What came back, printable; empty when nothing did.
  std::string advice{};    ///< What happens next or what to do.
  duration elapsed{};      ///< How long the operation took.
};

/// Is thrown by every public operation that fails: an error_code with its whole story.
class failure : public boost::system::system_error {
 public:
  /// Is no failure; for containers.
  failure() : failure(error_code{}) {}
  failure(error_code code, context story);
  explicit failure(error_code code) : failure(code, {}) {}

  /// Returns the whole story as one line.
  char const* what() const noexcept override { return what_->c_str(); }

  /// Returns the parts of the story.
  context const& story() const noexcept { return *story_; }

  /// Returns the same failure told of a kind of device, e.g. "cryocon".
  failure of_device(std::string_view device) const;

 private:
  std::shared_ptr<context const> story_;
  std::shared_ptr<std::string const> what_;
};

/// Shows bytes as printable text: control characters escaped, cut after `limit` bytes.
std::string printable(std::string_view bytes, std::size_t limit = 120);

/// Says a duration as a person would: "500 ms", "3 s", "1.5 s".
std::string spoken(duration d);

/// Turns the exception under way into a failure, whatever it is.
failure failure_of(std::exception_ptr error);

}  // namespace sockio
