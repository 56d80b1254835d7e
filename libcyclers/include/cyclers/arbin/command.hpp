#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "cyclers/arbin/codes.hpp"
#include "cyclers/arbin/forms.hpp"
#include "cyclers/protocol/layout.hpp"

/// Says what a CTI command is, beside the fields of its request and feedback.
namespace cyclers::arbin {

/// Says how many feedbacks a request has.
enum class answers {
  one,
  each_channel,  ///< One for each channel that the request names.
  records,       ///< One with the records of all channels, or several with some of them.
  packages,      ///< One for each package of a file.
};

/// Says all that is known of a command but its fields.
struct command_info {
  std::uint32_t code;        ///< Of the request.
  std::uint32_t reply_code;  ///< Of the feedback.
  std::string_view name;     ///< In this library, e.g. "channels_info".
  int page;                  ///< Of the protocol document; 0 when it has not got the command.
  int instructions_page;     ///< Of the instructions; 0 when they have not got it.
  std::string_view doc;
  bool acts = false;  ///< It changes what a channel does, or what a cycler keeps.
  arbin::answers answers = answers::one;
  bool documented = true;               ///< The documents have its fields, not only its code.
  std::uint32_t unused_reply_code = 0;  ///< Listed, not used according to the instructions; read.
};

}  // namespace cyclers::arbin

namespace cyclers::arbin::messages {

using protocol::counted_text;
using protocol::counted_utf16;
using protocol::field;
using protocol::list_of;
using protocol::member;
using protocol::raw_bytes;
using protocol::reserved;
using protocol::text;
using protocol::utf16;
using protocol::zero_ended;

/// Is 8-bit text of a fixed number of bytes, filled with zeros.
template <std::size_t Size>
using chars = text<Size, '\0'>;

/// Is the feedback of most commands: 128 bytes with header and checksum.
template <class Result>
struct feedback {
  std::int32_t channel = 0;
  Result result{};

  static constexpr auto fields() {
    return std::array{
        member<&feedback::channel>("dwIvChannelGlobalIndex", "none",
                                   "The channel, from 0; -1 in some feedbacks of a success."),
        member<&feedback::result>("btResult", "none", "How the command ended."),
        reserved<101>(),
    };
  }
};

/// Is the feedback of commands that concern no channel.
template <class Result>
struct outcome {
  Result result{};

  static constexpr auto fields() {
    return std::array{
        member<&outcome::result>("Result", "none", "How the command ended."),
    };
  }
};

}  // namespace cyclers::arbin::messages
