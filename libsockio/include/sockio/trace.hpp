#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "sockio/link.hpp"

namespace sockio {

/// Wraps a link so that every exchange is written to a file, one JSON object a line.
///
/// Each line has the time (UTC and seconds since the start), the bytes written, the bytes read or
/// the error, and the time that the exchange took. Bytes that are not ASCII are escaped, so that
/// the file is text and loses nothing; of a confidential request, such as a log-in, it says only
/// that there was one. `redact` may change what is written down, e.g. to leave out a password; of
/// an error only its name is written down then. Errors: throws failure when the file cannot be
/// written; later, every exchange does, after it was made.
std::shared_ptr<link> record(std::shared_ptr<link> from, std::filesystem::path const& file,
                             std::function<std::string(std::string_view)> redact = {});

/// Says how a replay goes.
struct replay_options {
  bool keep_pace = false;  ///< Take as long for each exchange as the recording did.
};

/// Makes a link that answers from a recorded trace: the same requests in the same order get the
/// same replies.
///
/// Errors: throws failure when the file cannot be read; errc::replay_mismatch from an exchange that
/// the trace does not hold next, saying both.
std::shared_ptr<link> replay(boost::asio::any_io_executor executor,
                             std::filesystem::path const& file, replay_options how = {});

}  // namespace sockio
