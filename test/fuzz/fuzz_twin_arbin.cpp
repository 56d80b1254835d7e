#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "cyclers/arbin/codec.hpp"
#include "cyclers/arbin/messages.hpp"
#include "cyclers/protocol/bytes.hpp"
#include "sim/arbin.hpp"

namespace {

using namespace cyclers::arbin;

std::size_t take(std::string_view& bytes, std::size_t most) {
  auto const size = std::min(bytes.size(), most);
  bytes.remove_prefix(size);
  return size;
}

/// Makes a whole message of some arguments, since no fuzzer guesses a checksum.
std::string framed(command const& what, std::string_view arguments) {
  std::string bytes;
  cyclers::protocol::byte_writer out(bytes, cyclers::protocol::overlong::refuse);
  auto const size = message_header::least + arguments.size();
  out.put_number(message_header::prefix);
  out.put_number(message_header::length_of(size, direction::request));
  out.put_number(what.info->code);
  out.put_number(std::uint32_t{0});
  bytes += arguments;
  out.put_number(checksum(bytes));
  return bytes;
}

bool is_whole(std::string_view answer) {
  auto const header = read_header(answer);
  if (!header || header->length != answer.size()) return false;
  auto const* const what = find_answered(header->command);
  return what && read_feedback(*what, answer);
}

/// Returns the next request: of a command, with as many of the bytes that follow as the next one
/// says, or these bytes as they are.
std::string next(std::string_view& bytes) {
  auto const kind = static_cast<std::uint8_t>(bytes.front());
  auto const size = bytes.size() > 1 ? static_cast<std::uint8_t>(bytes[1]) : std::uint8_t{0};
  take(bytes, 2);
  auto const start = bytes;
  auto const raw = start.substr(0, take(bytes, std::size_t{size}));
  auto const known = commands();
  if (kind >= known.size()) return std::string(raw);
  // What a fuzzer leaves out is zeros, so that long fields do not need long inputs.
  auto whole = write_request(message::request_of(known[kind])).value();
  whole = whole.substr(message_header::size, whole.size() - message_header::least);
  std::copy_n(raw.begin(), std::min(raw.size(), whole.size()), whole.begin());
  if (raw.size() > whole.size()) whole += raw.substr(whole.size());
  return framed(known[kind], whole);
}

}  // namespace

// The first byte says how the bytes are cut; the cycler must answer with whole messages of the
// stated length, or not at all, whatever its channels and files are made to do.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size < 2) return 0;
  std::size_t const piece = data[0] == 0 ? size : data[0];
  std::string_view bytes(reinterpret_cast<char const*>(data + 1), size - 1);

  static sim::arbin const options{.channels = 3,
                                  .inputs = {.voltage = 1, .temperature = 2},
                                  .restart_time = std::chrono::milliseconds(300),
                                  .calibration_window = true,
                                  .largest_file = 1 << 16,
                                  .date = std::chrono::sys_seconds{}};
  auto twin = sim::make_arbin(options);
  auto talk = twin->converse(sim::transport::tcp);
  std::vector<sim::reply> answers;
  talk->receive(write_request<messages::log_in>({"user", "password"}).value(), answers);
  while (!bytes.empty()) {
    auto const request = next(bytes);
    std::string_view left = request;
    while (!left.empty()) {
      auto const start = left;
      talk->receive(start.substr(0, take(left, piece)), answers);
    }
    for (auto const& one : answers)
      if (!one.then_close && !is_whole(one.bytes)) std::abort();
    answers.clear();
    twin->advance(std::chrono::milliseconds(150));
  }
  return 0;
}
