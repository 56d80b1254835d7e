#include "labctl/exit.hpp"

#include <algorithm>
#include <array>

namespace labctl {

exit_code code_of(sockio::failure const& what) {
  using sockio::errc;
  auto const code = what.code();
  if (code == errc::bad_url || code == errc::bad_option || code == errc::bad_value)
    return bad_usage;
  if (code == errc::refused || code == errc::not_verified) return not_accepted;
  if (code == errc::cancelled || code == errc::interrupted) return interrupted;
  return device_failed;
}

int worse(int a, int b) {
  static constexpr std::array mildest_first{all_done, not_accepted, device_failed, bad_usage,
                                            interrupted};
  return std::ranges::find(mildest_first, a) < std::ranges::find(mildest_first, b) ? b : a;
}

}  // namespace labctl
