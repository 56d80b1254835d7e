#include "cyclers/arbin/frames.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cyclers/arbin/channel_records.hpp"
#include "cyclers/arbin/messages/channels_info.hpp"
#include "cyclers/protocol/bytes.hpp"

namespace cyclers::arbin {

using protocol::byte_reader;

namespace {

using sockio::frame;
using state = frame::found::state;

/// Adds up eight bytes at a time: each half of a Dword holds the sum of every other byte.
std::uint64_t sum_of_words(char const* bytes, std::size_t words) {
  constexpr std::uint64_t every_other = 0x00FF00FF00FF00FF;
  std::uint64_t sums = 0;
  for (std::size_t i = 0; i < words; ++i) {
    std::uint64_t eight;
    std::memcpy(&eight, bytes + 8 * i, sizeof eight);
    sums += (eight & every_other) + ((eight >> 8) & every_other);
  }
  return (sums & 0xFFFF) + ((sums >> 16) & 0xFFFF) + ((sums >> 32) & 0xFFFF) + (sums >> 48);
}

/// Walks over messages that lie one behind the other.
struct walker {
  direction way;
  std::size_t limit;
  std::size_t looked = 0;

  /// Looks at the next message: complete with its size when all of it is there.
  frame::found next(std::string_view bytes) const {
    std::string_view const left = bytes.substr(looked);
    if (header_trouble(left, way, limit)) return {state::malformed, bytes.size()};
    auto const header = read_header(left);
    std::size_t const size = header ? header->total(way) : message_header::least;
    if (left.size() < size) return {state::incomplete, size - left.size()};
    return {state::complete, size};
  }
};

/// Ends with the last of some messages.
struct counting_framer {
  walker at;
  std::uint32_t count;

  frame::found operator()(std::string_view bytes, bool) {
    for (; count > 0; --count) {
      frame::found const found = at.next(bytes);
      if (found.what != state::complete) return found;
      at.looked += found.size;
    }
    return {state::complete, at.looked};
  }
};

/// Ends when so many channels have come, or at a message with no more of them that can be read.
struct records_framer {
  walker at;
  std::uint32_t missing;

  frame::found operator()(std::string_view bytes, bool) {
    while (true) {
      frame::found const found = at.next(bytes);
      if (found.what != state::complete) return found;
      auto const message = bytes.substr(at.looked, found.size);
      std::uint32_t const got = records(message);
      at.looked += found.size;
      missing -= std::min(missing, got);
      // Whoever reads a message that lies says so; nobody waits for what it has hidden.
      bool const is_last = got == 0 || missing == 0 || !is_readable(message);
      if (is_last) return {state::complete, at.looked};
    }
  }

 private:
  static bool is_readable(std::string_view message) {
    std::vector<channel_reading> seen;
    return read_numbers(message, seen).has_value();
  }

  /// Returns how many channels a message says that it has; 0 when it is about something else.
  static std::uint32_t records(std::string_view message) {
    byte_reader in(message.substr(message_header::size));
    bool const is_info = read_header(message)->command == messages::channels_info::info.reply_code;
    return is_info && in.left() >= sizeof(std::uint32_t) ? in.take_number<std::uint32_t>() : 0;
  }
};

}  // namespace

std::optional<message_header> read_header(std::string_view bytes) {
  if (bytes.size() < message_header::size) return std::nullopt;
  byte_reader in(bytes.substr(sizeof message_header::prefix));
  message_header header;
  header.length = in.take_number<std::uint32_t>();
  header.command = in.take_number<std::uint32_t>();
  header.extended_command = in.take_number<std::uint32_t>();
  return header;
}

std::uint16_t checksum(std::string_view bytes) {
  // Of so many words no half Dword overflows.
  constexpr std::size_t most_words = 128;
  std::uint64_t sum = 0;
  while (bytes.size() >= 8) {
    std::size_t const words = std::min(bytes.size() / 8, most_words);
    sum += sum_of_words(bytes.data(), words);
    bytes.remove_prefix(8 * words);
  }
  for (char const last : bytes) sum += static_cast<unsigned char>(last);
  return static_cast<std::uint16_t>(sum);
}

fault header_trouble(std::string_view bytes, direction way, std::size_t limit) {
  constexpr std::string_view begins = "\xDD\xDD\xDD\xDD\xDD\xDD\xDD\x11";
  std::size_t const known = std::min(bytes.size(), begins.size());
  if (bytes.substr(0, known) != begins.substr(0, known))
    return {errc::bad_prefix, {}, "does not begin with DD DD DD DD DD DD DD 11"};
  if (bytes.size() < message_header::length_end) return {};
  byte_reader in(bytes.substr(begins.size()));
  message_header const header{.length = in.take_number<std::uint32_t>()};
  std::size_t const total = header.total(way);
  if (total < message_header::least)
    return {errc::wrong_length, "dwLen",
            fmt::format("is {}, no message is as short", header.length)};
  if (total > limit)
    return {errc::too_long, "dwLen",
            fmt::format("is {}, more than the {} bytes that are allowed", header.length, limit)};
  return {};
}

sockio::frame feedback_frame(std::size_t count, std::size_t limit) {
  return frame::of(
      counting_framer{{direction::feedback, limit}, static_cast<std::uint32_t>(count)});
}

sockio::frame records_frame(std::size_t count, std::size_t limit) {
  return frame::of(records_framer{{direction::feedback, limit}, static_cast<std::uint32_t>(count)});
}

sockio::frame request_frame(std::size_t limit) {
  return frame::of(counting_framer{{direction::request, limit}, 1});
}

std::optional<std::string_view> take_message(std::string_view& bytes, direction way,
                                             std::size_t limit) {
  frame::found const found = walker{way, limit}.next(bytes);
  if (found.what != state::complete) return std::nullopt;
  std::string_view const message = bytes.substr(0, found.size);
  bytes.remove_prefix(found.size);
  return message;
}

}  // namespace cyclers::arbin
