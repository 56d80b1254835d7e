#pragma once

#include <cstdint>
#include <sockio/result.hpp>
#include <string>
#include <string_view>

#include "cyclers/maccor/incoming.hpp"

/// Turns MacNet messages into JSON and back; pure, never throws.
///
/// Wire: document page 2, JSON-RPC 2.0 on TCP port 57570.
namespace cyclers::maccor {

using sockio::result;

/// Says what stands behind a JSON message.
enum class line_end { none, crlf };

namespace detail {
result<std::string> json_request(function const& what, address to, void const* body,
                                 std::int64_t id, line_end end);
result<void> read_json_reply(function const& what, std::string_view text, address asked,
                             std::int64_t id, void* body);
result<std::string> json_reply(function const& what, address to, void const* body,
                               std::string_view id);
}  // namespace detail

/// Writes a request. Errors: errc::not_in_this_form; errc::out_of_range for NaN and infinity.
template <class F>
result<std::string> json_request(address to, typename F::request const& body, std::int64_t id,
                                 line_end end = line_end::none) {
  return detail::json_request(function_of<F>(), to, &body, id, end);
}
/// Writes a request whose function is known at run time only.
inline result<std::string> json_request(address to, message const& body, std::int64_t id,
                                        line_end end = line_end::none) {
  return detail::json_request(body.what(), to, body.data(), id, end);
}

/// Reads the reply to a request.
///
/// Errors: rpc_error when the tester answers an error, with its text; errc::wrong_id,
/// wrong_function and wrong_channel when it is another request's; errc for what is wrong in it.
template <class F>
result<typename F::reply> read_json_reply(std::string_view text, address asked, std::int64_t id) {
  typename F::reply body{};
  result<void> const read = detail::read_json_reply(function_of<F>(), text, asked, id, &body);
  if (!read) return read.error();
  return body;
}
/// Reads the reply to a request whose function is known at run time only.
result<message> read_json_reply(function const& what, std::string_view text, address asked,
                                std::int64_t id);

/// Reads a request as a tester gets it.
incoming_result read_json_request(std::string_view text);

/// Writes the reply to a request, with Chan, Len and id as they were sent, and CR LF.
template <class F>
result<std::string> json_reply(incoming const& request, typename F::reply const& body) {
  return detail::json_reply(function_of<F>(), request.where, &body, request.id);
}
/// Writes the reply to a request whose function is known at run time only.
inline result<std::string> json_reply(incoming const& request, message const& body) {
  return detail::json_reply(body.what(), request.where, body.data(), request.id);
}

/// Writes an error with CR LF. `id` is JSON; "null" when the request has none that can be read.
std::string json_error(rpc_error error, std::string_view id);

}  // namespace cyclers::maccor
