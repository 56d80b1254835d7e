#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "cyclers/maccor/codes.hpp"
#include "cyclers/maccor/outcome.hpp"
#include "cyclers/protocol/layout.hpp"

/// Says what a MacNet function is, beside the fields of its request and reply.
namespace cyclers::maccor {

/// Says what the Chan of a request names.
enum class target {
  none,      ///< Nothing; JSON has no Chan.
  channel,   ///< One channel.
  channels,  ///< The first of Len channels.
  optional,  ///< One channel or nothing.
};

/// Is a wrong Len that the document prints and that clients therefore send.
struct misprint {
  std::uint16_t least = 1;  ///< The printed Len, or
  std::uint16_t most = 0;   ///< the first and last of them.
  std::uint16_t bytes = 0;  ///< How many bytes of data there really are,
  bool certain = false;     ///< always, or only of clients that take the print at its word.

  constexpr bool covers(std::size_t len) const {
    return len >= least && len <= most && len != bytes;
  }
};

/// Says all that is known of a function but its fields.
struct function_info {
  std::uint16_t fclass;
  std::uint16_t fnum;
  std::string_view name;  ///< In this library, e.g. "voltages".
  int page;               ///< Of the MacNet document.
  std::string_view doc;
  bool acts = false;  ///< It changes what a channel does, or what a tester or battery keeps.
  maccor::target target = target::none;
  protocol::forms in = protocol::forms::both;
  std::uint16_t reply_record = 0;  ///< Bytes of what Len counts in a reply; 0 when that is bytes.
  bool len_in_json = false;        ///< The JSON reply has a Len that counts its lists' elements.
  misprint request_print{};
  misprint reply_print{};
};

}  // namespace cyclers::maccor

namespace cyclers::maccor::messages {

using protocol::bitmap;
using protocol::counted_text;
using protocol::even_list;
using protocol::field;
using protocol::forms;
using protocol::hex;
using protocol::if_left;
using protocol::last_text;
using protocol::letter;
using protocol::list_of;
using protocol::member;
using protocol::reserved;
using protocol::rest_text;
using protocol::scaled;
using protocol::text;
using protocol::text_if_any;
using protocol::zero_text;

/// Is the data of a message that has none.
struct nothing {
  static constexpr std::array<field, 0> fields() { return {}; }
};

/// Is the reply to a command.
///
/// Wire: the document shows the JSON reply only and says (page 2) that JSON returns the same data
/// as binary, so a Word is sent; a byte is understood.
struct done {
  outcome<command_result> result{};

  static constexpr auto fields() {
    return std::array{
        member<&done::result, byte_or_word>("Result", "none", "How the command ended."),
    };
  }
};

}  // namespace cyclers::maccor::messages
