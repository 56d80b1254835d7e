#pragma once

#include <sockio/failure.hpp>
#include <stdexcept>

namespace labctl {

/// What a script can tell from the exit code.
enum exit_code : int {
  all_done = 0,
  device_failed = 1,  ///< No connection, no reply, a reply that makes no sense.
  bad_usage = 2,      ///< The command line is wrong; nothing was sent.
  not_accepted = 3,   ///< The device refused, or reads back something else.
  interrupted = 130,  ///< Ctrl-C, or another signal to end.
};

/// Is a mistake on the command line.
class usage_error : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Returns the exit code that tells of a failure.
exit_code code_of(sockio::failure const& what);

/// Returns the one of two exit codes that tells of the graver thing.
int worse(int a, int b);

}  // namespace labctl
