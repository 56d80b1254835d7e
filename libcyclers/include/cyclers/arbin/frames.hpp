#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <sockio/frame.hpp>
#include <string_view>

#include "cyclers/error.hpp"

/// Knows how a CTI message begins and ends, and finds its end in what has come; pure, no I/O.
///
/// Wire: protocol document page 1; little-endian on TCP port 9031 (files on 9032).
namespace cyclers::arbin {

/// Says which way a message goes; its length counts other bytes then.
enum class direction {
  request,   ///< The length counts what follows it: command, arguments and checksum.
  feedback,  ///< The length counts all bytes.
};

/// Stands in front of each message.
struct message_header {
  static constexpr std::size_t size = 20;
  static constexpr std::uint64_t prefix = 0x11DDDDDDDDDDDDDD;
  static constexpr std::size_t checksum_size = 2;
  /// Is the least size of a message: a header and a checksum.
  static constexpr std::size_t least = size + checksum_size;

  std::uint32_t length = 0;  ///< As it is stated.
  std::uint32_t command = 0;
  std::uint32_t extended_command = 0;

  /// Returns the size of the whole message that the length states.
  constexpr std::size_t total(direction way) const {
    return std::size_t{length} + (way == direction::request ? length_end : 0);
  }
  /// Returns what the length of a message of some size states.
  static constexpr std::uint32_t length_of(std::size_t total, direction way) {
    return static_cast<std::uint32_t>(total - (way == direction::request ? length_end : 0));
  }

  static constexpr std::size_t length_end = 12;
};

/// Is the most bytes that a message has unless another limit is given: 16 MiB.
inline constexpr std::size_t default_limit = std::size_t{16} << 20;

/// Reads the header of a message; nothing when there are fewer than 20 bytes.
std::optional<message_header> read_header(std::string_view bytes);

/// Returns the sum of some bytes, as the last two bytes of a message state it.
std::uint16_t checksum(std::string_view bytes);

/// Says what is wrong with the beginning of a message, as far as it has come; nothing when it may
/// be one. It tells why a frame of this header finds it malformed.
///
/// Errors: errc::bad_prefix; errc::wrong_length when it states fewer bytes than the least;
/// errc::too_long when it states more than the limit.
fault header_trouble(std::string_view bytes, direction way, std::size_t limit = default_limit);

/// Ends with the last of `count` feedbacks. Malformed: what header_trouble says.
sockio::frame feedback_frame(std::size_t count = 1, std::size_t limit = default_limit);

/// Ends with the feedback that has the last of `count` channel records, or at one of another
/// command or whose count is a lie: some servers send all records in one, others in several.
sockio::frame records_frame(std::size_t count, std::size_t limit = default_limit);

/// Ends with a request, for the server's side.
sockio::frame request_frame(std::size_t limit = default_limit);

/// Takes the first message off some bytes; nothing when it is not whole or malformed.
std::optional<std::string_view> take_message(std::string_view& bytes, direction way,
                                             std::size_t limit = default_limit);

}  // namespace cyclers::arbin
