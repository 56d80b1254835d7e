#pragma once

#include <cstdint>
#include <optional>
#include <sockio/result.hpp>
#include <string>
#include <string_view>

#include "cyclers/maccor/incoming.hpp"

/// Turns MacNet messages into bytes and back; pure, never throws.
///
/// Wire: document page 8, little-endian on TCP port 57560 and UDP port 57550.
namespace cyclers::maccor {

using sockio::result;

/// Stands in front of each binary message.
struct binary_header {
  static constexpr std::size_t size = 8;

  std::uint16_t fclass = 0;
  std::uint16_t fnum = 0;
  std::uint16_t chan = 0;
  std::uint16_t len = 0;  ///< Of a request: channels or bytes; of a reply: bytes or records.
};

/// Reads the header of a message; nothing when there are fewer than 8 bytes.
std::optional<binary_header> read_header(std::string_view bytes);

namespace detail {
result<std::string> binary_request(function const& what, address to, void const* body);
result<void> read_binary_reply(function const& what, std::string_view bytes, address asked,
                               void* body);
result<std::string> binary_reply(function const& what, address to, void const* body);
}  // namespace detail

/// Writes a request.
///
/// Errors: errc::not_in_this_form; errc::too_long for a text that is longer than its field, which
/// is never cut; errc::out_of_range for a Chan or a number that does not fit.
template <class F>
result<std::string> binary_request(address to, typename F::request const& body) {
  return detail::binary_request(function_of<F>(), to, &body);
}
/// Writes a request whose function is known at run time only.
inline result<std::string> binary_request(address to, message const& body) {
  return detail::binary_request(body.what(), to, body.data());
}

/// Reads the reply to a request; `bytes` is all of it.
///
/// Errors: errc::wrong_function and wrong_channel when it is another request's; errc::wrong_length
/// when its Len does not agree with it; sockio::errc::refused when it has no data where there must
/// be some; errc for what is wrong in it.
template <class F>
result<typename F::reply> read_binary_reply(std::string_view bytes, address asked) {
  typename F::reply body{};
  result<void> const read = detail::read_binary_reply(function_of<F>(), bytes, asked, &body);
  if (!read) return read.error();
  return body;
}
/// Reads the reply to a request whose function is known at run time only.
result<message> read_binary_reply(function const& what, std::string_view bytes, address asked);

/// Reads a request as a tester gets it; `bytes` is all of it.
incoming_result read_binary_request(std::string_view bytes);

/// Writes the reply to a request; texts that are longer than their fields are cut.
template <class F>
result<std::string> binary_reply(incoming const& request, typename F::reply const& body) {
  return detail::binary_reply(function_of<F>(), request.where, &body);
}
/// Writes the reply to a request whose function is known at run time only.
inline result<std::string> binary_reply(incoming const& request, message const& body) {
  return detail::binary_reply(body.what(), request.where, body.data());
}

/// Answers what is not understood: its own header with a Len of 0.
///
/// Wire: the document has no binary errors; with this no client waits in vain.
std::string binary_refusal(std::string_view request);

}  // namespace cyclers::maccor
