#pragma once

#include <boost/system/error_code.hpp>
#include <type_traits>

namespace sockio {

using boost::system::error_code;

/// Says what went wrong on a link, beside the operating system's own error codes.
enum class errc {
  timed_out = 1,      ///< The deadline passed before the operation was complete.
  cancelled,          ///< The caller cancelled the operation.
  closed_by_peer,     ///< The peer ended the connection before the reply was complete.
  not_connected,      ///< The link is closed and does not reconnect by itself.
  already_open,       ///< The link was asked to open while it was connected.
  closed,             ///< The link was closed or destroyed while the operation was under way.
  reply_too_long,     ///< The reply grew past the link's buffer limit.
  bad_reply,          ///< What came back has not the form that was expected.
  unsolicited_bytes,  ///< Bytes that nobody had asked for were waiting before a request.
  bad_url,            ///< The URL does not name an endpoint.
  bad_option,         ///< An option has a value that it cannot have.
  greeting_failed,    ///< on_connection_made reported an error; the connection was closed.
  interrupted,        ///< A blocking call was interrupted from another thread.
  own_thread,         ///< A blocking call was made on the thread that would have to serve it.
  replay_mismatch,    ///< A replayed trace holds another request than the one made.
  refused,            ///< The device refused the request.
  not_verified,       ///< The device took the request but reads back another value.
  bad_value,          ///< A value cannot be sent: it is outside its range or has the wrong form.
};

/// Returns the category of errc.
boost::system::error_category const& category() noexcept;

/// Makes an error_code of an errc.
inline error_code make_error_code(errc code) noexcept {
  return {static_cast<int>(code), category()};
}

}  // namespace sockio

template <>
struct boost::system::is_error_code_enum<sockio::errc> : std::true_type {};
