#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "cyclers/maccor/binary_codec.hpp"
#include "cyclers/maccor/frames.hpp"
#include "cyclers/maccor/json_codec.hpp"

// The first byte chooses the function that was asked, the second how many channels, the rest is
// what a server sends. What was read is written so that it reads the same, and can be told in JSON.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace cyclers::maccor;
  if (size < 2) return 0;
  function const& what = functions()[data[0] % functions().size()];
  address const asked{{}, data[1]};
  std::string_view const bytes(reinterpret_cast<char const*>(data + 2), size - 2);

  sockio::frame frame = binary_reply_frame(asked);
  auto const found = frame.look(bytes);
  if (found.what == sockio::frame::found::state::complete && found.size > bytes.size())
    std::abort();

  auto const reply = read_binary_reply(what, bytes, asked);
  if (!reply) return 0;
  incoming const request{{0, {}}, "1", message::request_of(what)};
  auto const once = binary_reply(request, *reply);
  if (!once) return 0;
  auto const again = read_binary_reply(what, *once, asked);
  if (!again || binary_reply(request, *again).value() != *once) std::abort();
  static_cast<void>(json_reply(request, *reply));
  return 0;
}
