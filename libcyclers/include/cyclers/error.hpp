#pragma once

#include <boost/system/error_code.hpp>
#include <string>
#include <type_traits>

namespace cyclers {

/// Says what is wrong with a message of a cycler, beside what sockio says of its link.
enum class errc {
  bad_json = 1,       ///< The text is no JSON.
  too_deep,           ///< Objects and arrays are nested deeper than any message is.
  bad_envelope,       ///< The JSON is no JSON-RPC 2.0 message of this protocol.
  missing_field,      ///< A field that the message must have is not there.
  wrong_type,         ///< A field has another type than the document gives it.
  out_of_range,       ///< A number does not fit its field.
  duplicated_field,   ///< A field is there twice.
  too_long,           ///< A text or list is longer than its field.
  bad_text,           ///< A text has bytes that its encoding does not know.
  wrong_count,        ///< A count does not agree with what is counted.
  truncated,          ///< The bytes end before the message does.
  surplus_bytes,      ///< The message ends before the bytes do.
  wrong_length,       ///< The header states another length than the data has.
  unknown_function,   ///< There is no such function.
  wrong_function,     ///< The reply belongs to another function than the request.
  wrong_id,           ///< The reply belongs to another request.
  wrong_channel,      ///< The reply belongs to another channel than the request.
  not_in_this_form,   ///< The function exists in the other form (JSON or binary) only.
  rest_not_verified,  ///< A channel could not be shown to be at rest: go and look.
  unattended,         ///< The program gave no sign of life, so its channel was put to rest.
  limit_breached,     ///< A reading or set point is outside of the limits.
  stale_reading,      ///< A reading is older than it may be.
  not_running,        ///< A channel runs nothing that could be steered.
  bad_prefix,         ///< The bytes do not begin as every message of the protocol does.
  wrong_checksum,     ///< The sum of the bytes is not the one that the message states.
};

/// Returns the category of errc.
boost::system::error_category const& category() noexcept;

/// Makes an error_code of an errc.
inline boost::system::error_code make_error_code(errc code) noexcept {
  return {static_cast<int>(code), category()};
}

/// Tells what is wrong with a message and where; empty while nothing is.
struct fault {
  boost::system::error_code code{};
  std::string where{};    ///< The field, e.g. "Status[3].Stat".
  std::string problem{};  ///< What was there and what was expected.

  explicit operator bool() const noexcept { return code.failed(); }

  /// Puts the name of what holds the field in front of it.
  void under(std::string_view parent);
};

}  // namespace cyclers

template <>
struct boost::system::is_error_code_enum<cyclers::errc> : std::true_type {};
