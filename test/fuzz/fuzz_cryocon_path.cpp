#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "cryocon/property.hpp"

// A path that a person typed: what is found is found again by its own path.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const found = cryocon::find({reinterpret_cast<char const*>(data), size});
  if (!found) return 0;
  if (cryocon::find(cryocon::path_of(*found)).value() != *found) std::abort();
  return 0;
}
