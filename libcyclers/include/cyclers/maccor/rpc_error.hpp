#pragma once

#include <boost/system/error_code.hpp>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

namespace cyclers::maccor {

/// Says what a tester answers in JSON to what it does not understand.
///
/// Wire: document page 2. It has texts only; the numbers are those of JSON-RPC where it has some,
/// and from -32000 down where not.
enum class rpc_error {
  other = 1,         ///< An error that the document does not know.
  parse_error,       ///< The request is no JSON.
  method_not_found,  ///< The request's method, version or id is not that of MacNet.
  invalid_params,    ///< The request has no params.
  fclass_key,        ///< FClass is not there or no number.
  fnum_key,          ///< FNum is not there or no number.
  invalid_fclass,    ///< There is no such class.
  invalid_fnum,      ///< There is no such function, or not in JSON.
  macnet_error,      ///< The tester could not do it.
  missing_object,    ///< A field is not there.
  illegal_value,     ///< A field has a value that it cannot have.
};

/// Is an error with its text and number on the wire.
struct rpc_error_text {
  rpc_error error;
  int code;
  std::string_view text;
};

/// Returns all errors of the document.
std::span<rpc_error_text const> rpc_errors();
/// Returns the text and number of an error.
rpc_error_text const& info(rpc_error error);
/// Returns the error of a text, or when that is unknown, of a number.
rpc_error find_rpc_error(std::string_view text, std::int64_t code);

/// Returns the category of rpc_error.
boost::system::error_category const& rpc_category() noexcept;

inline boost::system::error_code make_error_code(rpc_error error) noexcept {
  return {static_cast<int>(error), rpc_category()};
}

}  // namespace cyclers::maccor

template <>
struct boost::system::is_error_code_enum<cyclers::maccor::rpc_error> : std::true_type {};
