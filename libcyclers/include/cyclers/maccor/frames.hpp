#pragma once

#include <cstddef>
#include <cstdint>
#include <sockio/frame.hpp>
#include <string_view>

#include "cyclers/maccor/channel_number.hpp"
#include "cyclers/maccor/registry.hpp"

/// Finds where one MacNet message ends in the bytes that have come so far; pure, no I/O.
namespace cyclers::maccor {

/// Says what completes a JSON message.
enum class json_end {
  value,  ///< Its last bracket; a CR LF that is there already belongs to it.
  line,   ///< The line feed behind it, which testers send and clients need not.
};

/// Ends with a JSON object.
///
/// White space in front of it is part of the message. Anything else in front of its first brace is
/// malformed, as is a message of more than `limit` bytes.
sockio::frame json_frame(json_end end = json_end::value, std::size_t limit = 1 << 20);

/// Ends with the last of `count` JSON objects in a row, white space between them or not.
sockio::frame json_frames(std::size_t count, std::size_t limit = 1 << 20);

/// Ends with the last of `count` replies in binary; the Len of each request was that of `asked`.
sockio::frame binary_reply_frame(address asked, std::size_t count = 1);

/// Ends where a request in binary ends, for the tester's side.
///
/// A function class that there is not is malformed, and so is a Len beyond that of all requests but
/// the echo: what follows cannot be told from the data that are announced.
sockio::frame binary_request_frame();

}  // namespace cyclers::maccor
