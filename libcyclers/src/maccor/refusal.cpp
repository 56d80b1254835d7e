#include "cyclers/maccor/refusal.hpp"

#include <fmt/format.h>

namespace cyclers::maccor {

namespace {

template <class E>
class results final : public boost::system::error_category {
 public:
  char const* name() const noexcept override { return codes_of<E>().name.data(); }
  std::string message(int code) const override {
    auto const text = codes_of<E>().text(static_cast<unsigned>(code));
    return text.empty() ? fmt::format("result {}, which is in no document", code)
                        : std::string(text);
  }
};

}  // namespace

#define CYCLERS_REFUSAL(type)                                \
  template <>                                                \
  boost::system::error_category const& category_of<type>() { \
    static results<type> const instance;                     \
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
