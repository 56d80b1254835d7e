#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "cryocon/protocol/blocks.hpp"

// A curve file: what was read and can be sent is read back the same.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const read = cryocon::protocol::parse_curve({reinterpret_cast<char const*>(data), size});
  if (!read) return 0;
  auto const written = cryocon::protocol::format_curve(*read);
  if (!written) return 0;
  auto const again = cryocon::protocol::parse_curve(*written);
  if (!again || !cryocon::protocol::same_curve(*read, *again)) std::abort();
  return 0;
}
