#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "cryocon/protocol/blocks.hpp"

// The data log: what was read is read back the same.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const read = cryocon::protocol::parse_data_log({reinterpret_cast<char const*>(data), size});
  if (!read) return 0;
  auto const written = cryocon::protocol::format_data_log(*read);
  if (!written) std::abort();
  auto const again = cryocon::protocol::parse_data_log(*written);
  if (!again || *again != *read) std::abort();
  return 0;
}
