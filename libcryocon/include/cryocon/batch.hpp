#pragma once

#include <cstddef>
#include <memory>
#include <utility>

#include "cryocon/surface.hpp"

namespace cryocon {

/// Collects operations and sends them with as few lines as may be.
///
/// Each member gives a slot and sends nothing. Lines are split at 255 characters and behind a name,
/// which may hold semicolons, never within an operation; a bad reply spoils its own slot alone;
/// when a line fails, the slots of the lines before it stay and the others carry the failure. A
/// batch that is left without send() sends nothing.
class batch : public basic_controller<batch_mode> {
 public:
  explicit batch(std::shared_ptr<session> core)
      : batch(std::make_shared<detail::batch_queue>(std::move(core))) {}

  /// Sends what was collected, fills the slots and starts anew.
  ///
  /// Errors: failure when a value cannot be sent (nothing is sent then), when a line fails, and
  /// when a set failed whose slot nobody holds. Cancellation: as the link; what was not answered
  /// carries the failure.
  sockio::awaitable<void> send() { return detail::batch_queue::send(where()); }

  /// Forgets what was collected.
  void clear() { where()->clear(); }
  std::size_t size() const { return where()->size(); }

 private:
  explicit batch(std::shared_ptr<detail::batch_queue> queue)
      : basic_controller<batch_mode>(std::move(queue)) {}
};

}  // namespace cryocon
