#include "labctl/exit.hpp"

#include <algorithm>
#include <array>
#include <cyclers/arbin/refusal.hpp>
#include <cyclers/maccor/refusal.hpp>
#include <cyclers/maccor/rpc_error.hpp>

namespace labctl {

namespace {

/// Tells whether a Maccor tester has said no, with the reason that the code is.
bool refused_by_tester(boost::system::error_code code) {
  namespace maccor = cyclers::maccor;
  std::array const answers{&maccor::category_of<maccor::command_result>(),
                           &maccor::category_of<maccor::start_result>(),
                           &maccor::category_of<maccor::check_result>(),
                           &maccor::category_of<maccor::advanced_start_result>(),
                           &maccor::category_of<maccor::direct_start_result>(),
                           &maccor::category_of<maccor::direct_output_result>(),
                           &maccor::rpc_category()};
  return std::ranges::find(answers, &code.category()) != answers.end();
}

/// Tells whether an Arbin cycler has said no, with the reason that the code is.
bool refused_by_cycler(boost::system::error_code code) {
  namespace arbin = cyclers::arbin;
#define CATEGORY(result) &arbin::category_of<arbin::result>(),
  std::array const answers{CYCLERS_REFUSALS(CATEGORY)};
#undef CATEGORY
  return std::ranges::find(answers, &code.category()) != answers.end();
}

}  // namespace

exit_code code_of(sockio::failure const& what) {
  using sockio::errc;
  auto const code = what.code();
  if (code == errc::bad_url || code == errc::bad_option || code == errc::bad_value)
    return bad_usage;
  if (code == errc::refused || code == errc::not_verified || refused_by_tester(code) ||
      refused_by_cycler(code))
    return not_accepted;
  if (code == errc::cancelled || code == errc::interrupted) return interrupted;
  return device_failed;
}

int worse(int a, int b) {
  static constexpr std::array mildest_first{all_done, not_accepted, device_failed, bad_usage,
                                            interrupted};
  return std::ranges::find(mildest_first, a) < std::ranges::find(mildest_first, b) ? b : a;
}

}  // namespace labctl
