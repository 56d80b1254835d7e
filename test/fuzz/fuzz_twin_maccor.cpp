#include <algorithm>
#include <boost/json/parse.hpp>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "sim/maccor.hpp"

namespace {

bool is_json(std::string_view answer) {
  boost::system::error_code failed;
  boost::json::parse(answer, failed);
  // A text that was no UTF-8 comes back as it was sent.
  bool const ascii = std::ranges::all_of(answer, [](char c) { return c >= 0; });
  return answer.ends_with("}\r\n") && answer.find('\n') + 1 == answer.size() && (!failed || !ascii);
}

bool is_binary(std::string_view answer) { return answer.size() >= 8 && answer.size() <= 65'543; }

}  // namespace

// The first byte says over what the bytes come and how they are cut; the tester must answer with
// whole messages in bounded memory, whatever its channels are made to do.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size < 2) return 0;
  auto const how = data[0];
  std::string_view bytes(reinterpret_cast<char const*>(data + 1), size - 1);

  static sim::maccor const options{
      .channels = 3, .watchdog = std::chrono::seconds(1), .date = std::chrono::sys_seconds{}};
  auto twin = sim::make_maccor(options);
  auto talk = twin->converse((how & 1) != 0 ? sim::transport::udp : sim::transport::tcp);
  std::size_t const piece = (how & 2) != 0 ? bytes.size() : how / 2 + 1u;
  while (!bytes.empty()) {
    std::vector<sim::reply> answers;
    talk->receive(bytes.substr(0, piece), answers);
    bytes.remove_prefix(std::min(piece, bytes.size()));
    for (auto const& each : answers)
      if (!is_json(each.bytes) && !is_binary(each.bytes)) std::abort();
    twin->advance(std::chrono::milliseconds(200));
  }
  return 0;
}
