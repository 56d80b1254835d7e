#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sockio/endpoint.hpp"

// What is read as a URL must be written in a form that is read as the same URL again.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  auto const where = sockio::parse_url(text, size % 2 == 0 ? 0 : 5000);
  if (!where) {
    if (where.error().code() != sockio::errc::bad_url) std::abort();
    return 0;
  }
  auto const again = sockio::parse_url(where->url());
  if (!again || again->url() != where->url()) std::abort();
  return 0;
}
