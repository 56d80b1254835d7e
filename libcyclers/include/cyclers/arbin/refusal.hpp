#pragma once

#include <boost/system/error_code.hpp>
#include <type_traits>

#include "cyclers/arbin/codes.hpp"

/// Lets the documented results of commands be compared with the code of a sockio::failure:
/// `failure.code() == arbin::start_result::running`.
///
/// Whether a result is a success is what error_code::failed() tells: some count from 1.
namespace cyclers::arbin {

/// Returns the category of an enumeration of results; its messages are the documents' texts.
template <class E>
boost::system::error_category const& category_of();

#define CYCLERS_REFUSALS(each)                                                                \
  each(login_result) each(connect_result) each(assign_result) each(start_result)              \
      each(resume_result) each(stop_result) each(continue_result) each(jump_result)           \
          each(variable_result) each(serial_result) each(browse_result) each(download_result) \
              each(upload_result) each(folder_result) each(data_result) each(message_result)  \
                  each(calibration_result) each(plain_result)

#define CYCLERS_REFUSAL(type)                                     \
  template <>                                                     \
  boost::system::error_category const& category_of<type>();       \
  inline boost::system::error_code make_error_code(type result) { \
    return {static_cast<int>(result), category_of<type>()};       \
  }
CYCLERS_REFUSALS(CYCLERS_REFUSAL)
#undef CYCLERS_REFUSAL

}  // namespace cyclers::arbin

#define CYCLERS_REFUSAL(type) \
  template <>                 \
  struct boost::system::is_error_code_enum<cyclers::arbin::type> : std::true_type {};
CYCLERS_REFUSALS(CYCLERS_REFUSAL)
#undef CYCLERS_REFUSAL
