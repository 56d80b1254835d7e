#include "labctl/exit.hpp"

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

}  // namespace labctl
