#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/options.hpp"

namespace sim {

/// Makes a transport misbehave; every member is off by default. Times are wall time.
///
/// "Every n-th" counts the replies of one transport over all its connections, from 1; 0 is never.
struct faults {
  enum class connections { accept, drop, refuse };

  duration delay{};                ///< Waits so long before each reply.
  duration jitter{};               ///< Adds a random wait from 0 to this to each delay.
  std::uint32_t segments = 0;      ///< Sends a reply in so many parts; 0 or 1 for whole.
  std::uint32_t segment_size = 0;  ///< Sends a reply in parts of so many bytes; 0 for whole.
  duration segment_pause = std::chrono::milliseconds(5);  ///< Waits so long between the parts.
  std::uint32_t close_before = 0;  ///< Closes the connection instead of every n-th reply.
  std::uint32_t close_inside = 0;  ///< Closes it in the middle of every n-th reply.
  std::uint32_t close_after = 0;   ///< Closes it after every n-th reply.
  std::uint32_t garbage = 0;       ///< Sends garbage before every n-th reply.
  std::string garbage_bytes = "\x01\xff?#";
  bool garbage_instead = false;  ///< Sends the garbage in place of the reply.
  std::uint32_t no_answer = 0;   ///< Swallows every n-th reply.
  std::uint32_t nack = 0;    ///< Refuses every n-th request: its reply is the NACK of the device.
  std::string nack_bytes{};  ///< Replaces the device's own NACK.
  std::uint32_t stale = 0;   ///< Adds bytes that nobody asked for after every n-th reply.
  std::string stale_bytes = "stale\n";
  std::uint32_t baudrate =
      0;  ///< Limits the line to a tenth of this in bytes per second; 0 for no limit.
  connections clients =
      connections::accept;  ///< drop: accept and close at once; refuse: nobody listens.

  friend bool operator==(faults const&, faults const&) = default;
};

/// Returns the table of the keys under `faults:` in a configuration.
std::vector<option_spec> const& fault_options();

/// Reads faults from options that were checked against fault_options(); what is left out stays as
/// in `base`.
faults read_faults(options const& from, faults base = {});

}  // namespace sim
