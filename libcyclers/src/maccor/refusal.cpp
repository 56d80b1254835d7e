#include "cyclers/maccor/refusal.hpp"

#include "result_category.hpp"

namespace cyclers::maccor {

#define CYCLERS_REFUSAL(type)                                \
  template <>                                                \
  boost::system::error_category const& category_of<type>() { \
    static result_category const instance(codes_of<type>()); \
    return instance;                                         \
  }
CYCLERS_REFUSAL(command_result)
CYCLERS_REFUSAL(start_result)
CYCLERS_REFUSAL(check_result)
CYCLERS_REFUSAL(advanced_start_result)
CYCLERS_REFUSAL(direct_start_result)
CYCLERS_REFUSAL(direct_output_result)
#undef CYCLERS_REFUSAL

}  // namespace cyclers::maccor
