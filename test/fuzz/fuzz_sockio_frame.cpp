#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sockio/frame.hpp"

namespace {

using state = sockio::frame::found::state;

sockio::frame chosen(std::uint8_t kind, std::uint8_t number, std::string_view delimiter) {
  switch (kind % 5) {
    case 0:
      return sockio::frame::exactly(number);
    case 1:
      return sockio::frame::some(number);
    case 2:
      return sockio::frame::lines(number % 8, delimiter);
    case 3:
      return sockio::frame::available();
    default:
      return sockio::frame::to_eof();
  }
}

}  // namespace

// A frame finds the same end in the bytes of a stream whether they come one by one or at once,
// never past the bytes that are there.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size < 3) return 0;
  std::string_view all(reinterpret_cast<char const*>(data), size);
  std::size_t const length = std::min<std::size_t>(1 + data[2] % 15u, size - 3);
  if (length == 0) return 0;
  sockio::frame const made = chosen(data[0], data[1], all.substr(3, length));
  std::string_view const bytes = all.substr(3 + length);

  sockio::frame datagram = made;
  if (auto const whole = datagram.look(bytes, true); whole.what == state::complete)
    if (whole.size > bytes.size()) std::abort();

  sockio::frame at_once = made;
  auto const end = at_once.look(bytes);
  if (end.what == state::complete && end.size > bytes.size()) std::abort();
  if (data[0] % 5 == 1 || data[0] % 5 == 3) return 0;  // These take what has come.
  sockio::frame slow = made;
  for (std::size_t n = 0; n <= bytes.size(); ++n) {
    auto const found = slow.look(bytes.substr(0, n));
    if (found.what != state::complete) continue;
    if (end.what != state::complete || found.size != end.size) std::abort();
    return 0;
  }
  if (end.what == state::complete) std::abort();
  return 0;
}
