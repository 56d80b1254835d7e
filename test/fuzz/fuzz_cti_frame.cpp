#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "cyclers/arbin/frames.hpp"

namespace {

using sockio::frame;
using state = frame::found::state;

/// Shows a frame a stream in pieces; returns the first thing that it finds.
frame::found in_pieces(frame f, std::string_view stream, std::size_t piece) {
  for (std::size_t came = 0; came < stream.size(); came += piece) {
    frame::found const found = f.look(stream.substr(0, came));
    if (found.what != state::incomplete) return found;
    if (found.size == 0) std::abort();
  }
  return f.look(stream);
}

}  // namespace

// The first byte chooses the frame, the second the size of the pieces that the rest comes in.
// However it comes, the end is found at the same place, and a malformed message has a reason.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace cyclers::arbin;
  if (size < 2) return 0;
  constexpr std::size_t limit = 4096;
  std::string_view const stream(reinterpret_cast<char const*>(data + 2), size - 2);
  bool const is_request = data[0] % 4 == 0;
  std::size_t const count = data[0] / 4u % 5 + 1;
  frame const f = is_request         ? request_frame(limit)
                  : data[0] % 4 == 1 ? feedback_frame(count, limit)
                                     : records_frame(count, limit);

  frame::found const at_once = frame(f).look(stream);
  frame::found const by_and_by = in_pieces(f, stream, data[1] % 64 + 1u);
  if (at_once.what != by_and_by.what) std::abort();
  if (at_once.what == state::complete &&
      (at_once.size != by_and_by.size || at_once.size > stream.size()))
    std::abort();

  direction const way = is_request ? direction::request : direction::feedback;
  std::string_view left = stream;
  while (auto const message = take_message(left, way, limit))
    if (message->size() < message_header::least || header_trouble(*message, way, limit))
      std::abort();
  if (at_once.what == state::malformed && !header_trouble(left, way, limit)) std::abort();
  return 0;
}
