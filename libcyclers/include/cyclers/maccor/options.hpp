#pragma once

#include <cstdint>
#include <sockio/options.hpp>
#include <type_traits>

namespace cyclers::maccor {

/// Names the two forms of MacNet's messages.
enum class form : std::uint8_t { json, binary };

/// Sets up a driver; every member has a default that suits a tester as it is delivered.
///
/// Trivially destructible: see docs/decisions/0013.
struct tester_options {
  std::uint16_t json_port = 57570;    ///< 0 for no JSON.
  std::uint16_t binary_port = 57560;  ///< 0 for no binary.
  std::uint16_t udp_port = 57550;
  /// Send binary messages as datagrams to udp_port. Files are best sent over TCP.
  bool udp = false;
  /// The form of functions that exist in both; the other one where there is no connection for it.
  form prefer = form::json;
  /// Take a binary reply without data to a command (suspend, reset, ...) for OK. The document does
  /// not show what testers answer to these; left at false, it is an error.
  bool no_data_is_done = false;
  /// How many channels the tester has; 0 to ask it once.
  int channels = 0;
  /// How many requests leave in one write; 1 for testers that take one at a time.
  int pipeline = 512;
  sockio::link_options link{};
};

static_assert(std::is_trivially_destructible_v<tester_options>);

}  // namespace cyclers::maccor
