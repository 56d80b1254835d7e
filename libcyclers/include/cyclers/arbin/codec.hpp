#pragma once

#include <sockio/result.hpp>
#include <string>
#include <string_view>

#include "cyclers/arbin/frames.hpp"
#include "cyclers/arbin/registry.hpp"

/// Turns CTI messages into bytes and back; pure, never throws.
///
/// Prefix, length, command and checksum are written and verified here and nowhere else.
namespace cyclers::arbin {

using sockio::result;

namespace detail {
result<std::string> write_request(command const& what, void const* body);
result<std::string> write_feedback(command const& what, void const* body);
result<void> read_feedback(command const& what, std::string_view bytes, void* body);
/// Returns the arguments of a message whose header and checksum are right.
result<std::string_view> arguments(command const& what, std::string_view bytes);
}  // namespace detail

/// Writes a request.
///
/// Errors: errc::too_long for a text or list that is longer than its field, which is never cut;
/// errc::bad_text for one that is no UTF-8 or has a zero in it.
template <class C>
result<std::string> write_request(typename C::request const& body) {
  return detail::write_request(command_of<C>(), &body);
}
/// Writes a request whose command is known at run time only.
inline result<std::string> write_request(message const& body) {
  return detail::write_request(body.what(), body.data());
}

/// Reads the feedback of a request; `bytes` is all of it.
///
/// Errors: errc::bad_prefix; errc::wrong_length when it states another length than it has;
/// errc::wrong_checksum; errc::wrong_function when it belongs to another command;
/// errc::truncated, surplus_bytes and bad_text for what is wrong in it.
template <class C>
result<typename C::reply> read_feedback(std::string_view bytes) {
  typename C::reply body{};
  result<void> const read = detail::read_feedback(command_of<C>(), bytes, &body);
  if (!read) return read.error();
  return body;
}
/// Reads the feedback of a request whose command is known at run time only.
result<message> read_feedback(command const& what, std::string_view bytes);

/// Reads a request as a server gets it; `bytes` is all of it.
///
/// Errors: as those of read_feedback; errc::unknown_function for a command that there is not. No
/// error shows the bytes, which may hold a password.
result<message> read_request(std::string_view bytes);

/// Writes the feedback to a request; texts that are longer than their fields are cut.
template <class C>
result<std::string> write_feedback(typename C::reply const& body) {
  return detail::write_feedback(command_of<C>(), &body);
}
/// Writes the feedback to a request whose command is known at run time only.
inline result<std::string> write_feedback(message const& body) {
  return detail::write_feedback(body.what(), body.data());
}

}  // namespace cyclers::arbin
