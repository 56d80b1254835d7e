#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <sockio/options.hpp>
#include <type_traits>

#include "cyclers/arbin/frames.hpp"
#include "cyclers/time_source.hpp"

namespace cyclers::arbin {

/// Sets up a driver; every member has a default that suits a cycler as it is delivered.
///
/// Trivially destructible: see docs/decisions/0013.
struct cycler_options {
  static constexpr std::uint16_t documented_port = 9031;
  static constexpr std::uint16_t documented_file_port = 9032;  ///< Instructions page 35.

  std::uint16_t port = documented_port;
  /// Port of files, 0 to send them over the other one. Left out, it is the documented one when that
  /// of the cycler is, too; a cycler somewhere else is taken to have one port for all.
  std::optional<std::uint16_t> file_port = std::nullopt;
  /// Flag that is sent after each log-in, left out unless it is given. The documents contradict
  /// each other on whether 0 or 1 lets another session kick this one out; see
  /// docs/protocols/cti.md.
  std::optional<std::uint32_t> kick_out = std::nullopt;
  /// How many channels the cycler has; 0 for what it says at log-in.
  int channels = 0;
  /// Least time between two settings of variables of one channel (protocol document page 17).
  sockio::duration variable_gap = std::chrono::milliseconds(200);
  std::size_t longest_message = default_limit;  ///< A feedback that states more is not read.
  time_source const* time = nullptr;            ///< Of variable_gap; null for the wall's clock.
  /// The document recommends 10 s to wait for a feedback (page 1). Its buffer_limit and stray are
  /// not used: the one is longest_message, and after bytes that nobody asked for CTI is in step
  /// again on a new connection only.
  sockio::link_options link{.timeout = std::chrono::seconds(10),
                            .connection_timeout = std::chrono::seconds(10)};
};

static_assert(std::is_trivially_destructible_v<cycler_options>);

/// Returns the port that files of a cycler go over, 0 for the one of everything else.
constexpr std::uint16_t file_port_of(cycler_options const& options, std::uint16_t port) {
  bool const documented = port == cycler_options::documented_port;
  return options.file_port.value_or(documented ? cycler_options::documented_file_port : 0);
}

}  // namespace cyclers::arbin
