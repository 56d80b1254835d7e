#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "cyclers/arbin/codec.hpp"
#include "unit/cyclers/cti_messages.hpp"

// The first byte chooses the command, the rest are its arguments: with the right length and
// checksum a request is understood or refused, without them it is refused. What was understood is
// written so that it is understood in the same way.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace cyclers::arbin;
  if (size < 1) return 0;
  std::string_view const arguments(reinterpret_cast<char const*>(data + 1), size - 1);
  static_cast<void>(read_request(arguments));

  command const& what = commands()[data[0] % commands().size()];
  auto const request = read_request(cyclers::test::cti_request(what.info->code, arguments));
  if (!request) return 0;
  if (&request->what() != &what) std::abort();
  auto const once = write_request(*request);
  if (!once) return 0;
  auto const again = read_request(*once);
  if (!again || write_request(*again).value() != *once) std::abort();
  std::string broken = *once;
  broken.back() = static_cast<char>(broken.back() ^ 1);
  if (read_request(broken)) std::abort();
  return 0;
}
