#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "cyclers/maccor/json_codec.hpp"

// What a client sends is understood or refused with an error that has its id. What was understood
// is written so that it is understood in the same way.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace cyclers::maccor;
  auto const request = read_json_request({reinterpret_cast<char const*>(data), size});
  if (!request) {
    if (request.error().id.empty() || !request.error().why) std::abort();
    if (json_error(request.error().error, request.error().id).size() < 60) std::abort();
    return 0;
  }
  auto const once = json_request(request->where, request->body, 1);
  if (!once) return 0;
  auto const again = read_json_request(*once);
  if (!again) std::abort();
  // Bytes that were no UTF-8 are from here on.
  std::string const twice = json_request(again->where, again->body, 1).value();
  auto const third = read_json_request(twice);
  if (!third || json_request(third->where, third->body, 1).value() != twice) std::abort();
  return 0;
}
