#pragma once

#include <sockio/result.hpp>
#include <string>

#include "cyclers/reading.hpp"
#include "cyclers/units.hpp"

namespace cyclers {

/// Is a channel that a control law reads and sets, whoever made it.
class actuator {
 public:
  actuator() = default;
  actuator(actuator const&) = delete;
  actuator& operator=(actuator const&) = delete;
  virtual ~actuator() = default;

  /// Says for people and the audit trail what is controlled.
  virtual std::string name() const = 0;
  virtual sockio::awaitable<reading> read() = 0;
  /// Sets the current, positive to charge. Sent once: a failure leaves open whether it was taken.
  virtual sockio::awaitable<void> apply(ampere set_point) = 0;
  /// Lets no current flow, and makes sure of it.
  ///
  /// Errors: errc::rest_not_verified. It has a deadline of its own.
  virtual sockio::awaitable<void> bring_to_rest() = 0;
};

}  // namespace cyclers
