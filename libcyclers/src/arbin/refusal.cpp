#include "cyclers/arbin/refusal.hpp"

#include "result_category.hpp"

namespace cyclers::arbin {

namespace {

template <class E>
class arbin_results final : public result_category {
 public:
  arbin_results() : result_category(codes_of<E>()) {}
  bool failed(int code) const noexcept override { return !succeeded(static_cast<E>(code)); }
};

}  // namespace

#define CYCLERS_REFUSAL(type)                                \
  template <>                                                \
  boost::system::error_category const& category_of<type>() { \
    static arbin_results<type> const instance;               \
    return instance;                                         \
  }
CYCLERS_REFUSALS(CYCLERS_REFUSAL)
#undef CYCLERS_REFUSAL

}  // namespace cyclers::arbin
