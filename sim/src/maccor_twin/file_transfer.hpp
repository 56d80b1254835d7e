#pragma once

#include <string>

#include "cyclers/maccor/messages/system.hpp"
#include "maccor_twin/store.hpp"

namespace sim::mac {

/// Takes a file to or from a client, block by block.
///
/// Wire: document pages 17 to 20, modelled on TFTP: each step is answered by one, and a block of
/// less than 500 bytes is the last.
class file_transfer {
 public:
  using step = cyclers::maccor::messages::file_step;

  /// Answers a step of a transfer to the client.
  step send(store& from, step const& asked);
  /// Answers a step of a transfer to the tester; the file appears under its name with its last
  /// block.
  step receive(store& to, step const& asked);

 private:
  step block(std::uint16_t number) const;
  step take(store& to, step const& asked);

  cyclers::maccor::file_type type_{};
  std::string name_;
  std::string bytes_;
  std::uint16_t last_ = 0;
  bool open_ = false;
};

}  // namespace sim::mac
