#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "cryocon/protocol/blocks.hpp"

// A PID table: what was read and can be sent is read back the same.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const read = cryocon::protocol::parse_pid_table({reinterpret_cast<char const*>(data), size});
  if (!read) return 0;
  auto const written = cryocon::protocol::format_pid_table(*read);
  if (!written) return 0;
  auto const again = cryocon::protocol::parse_pid_table(*written);
  if (!again || !cryocon::protocol::same_pid_table(*read, *again)) std::abort();
  return 0;
}
