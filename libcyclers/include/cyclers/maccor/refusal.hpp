#pragma once

#include <boost/system/error_code.hpp>
#include <type_traits>

#include "cyclers/maccor/codes.hpp"

/// Lets the documented results of commands be compared with the code of a sockio::failure:
/// `failure.code() == maccor::start_result::name_not_unique`.
namespace cyclers::maccor {

/// Returns the category of an enumeration of results; its messages are the document's texts.
template <class E>
boost::system::error_category const& category_of();

#define CYCLERS_REFUSAL(type)                                     \
  template <>                                                     \
  boost::system::error_category const& category_of<type>();       \
  inline boost::system::error_code make_error_code(type result) { \
    return {static_cast<int>(result), category_of<type>()};       \
  }
CYCLERS_REFUSAL(command_result)
CYCLERS_REFUSAL(start_result)
CYCLERS_REFUSAL(check_result)
CYCLERS_REFUSAL(advanced_start_result)
CYCLERS_REFUSAL(direct_start_result)
CYCLERS_REFUSAL(direct_output_result)
#undef CYCLERS_REFUSAL

}  // namespace cyclers::maccor

#define CYCLERS_REFUSAL(type) \
  template <>                 \
  struct boost::system::is_error_code_enum<cyclers::maccor::type> : std::true_type {};
CYCLERS_REFUSAL(command_result)
CYCLERS_REFUSAL(start_result)
CYCLERS_REFUSAL(check_result)
CYCLERS_REFUSAL(advanced_start_result)
CYCLERS_REFUSAL(direct_start_result)
CYCLERS_REFUSAL(direct_output_result)
#undef CYCLERS_REFUSAL
