#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "cyclers/maccor/binary_codec.hpp"
#include "cyclers/maccor/frames.hpp"

// What a client sends is cut into requests, each of which is understood or answered with its
// header. What was understood is written so that it is understood in the same way.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace cyclers::maccor;
  std::string_view bytes(reinterpret_cast<char const*>(data), size);
  while (true) {
    sockio::frame frame = binary_request_frame();
    auto const found = frame.look(bytes);
    if (found.what != sockio::frame::found::state::complete) return 0;
    if (found.size == 0 || found.size > bytes.size()) std::abort();
    std::string_view const one = bytes.substr(0, found.size);
    bytes.remove_prefix(found.size);
    auto const request = read_binary_request(one);
    if (!request) {
      if (binary_refusal(one).size() != binary_header::size) std::abort();
      continue;
    }
    auto const once = binary_request(request->where, request->body);
    if (!once) continue;
    auto const again = read_binary_request(*once);
    if (!again || binary_request(again->where, again->body).value() != *once) std::abort();
  }
}
