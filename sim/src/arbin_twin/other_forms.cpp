#include "arbin_twin/other_forms.hpp"

#include "cyclers/arbin/frames.hpp"
#include "cyclers/arbin/messages.hpp"
#include "cyclers/arbin/registry.hpp"

namespace sim::cti {
namespace {

using cyclers::arbin::message_header;
using cyclers::protocol::byte_writer;
namespace messages = cyclers::arbin::messages;

std::string message_of(std::uint32_t command, std::string_view arguments) {
  std::string out;
  byte_writer writer(out);
  auto const total = message_header::least + arguments.size();
  writer.put_number(message_header::prefix);
  writer.put_number(message_header::length_of(total, cyclers::arbin::direction::request));
  writer.put_number(command);
  writer.put_number(std::uint32_t{0});
  writer.put(arguments);
  writer.put_number(cyclers::arbin::checksum(out));
  return out;
}

bool is_zero(std::string_view bytes) { return bytes.find_first_not_of('\0') == bytes.npos; }

// Instructions page 30: a channel instead of the count. Who sends room for 160 values has zeros
// where there is none.
std::optional<std::string> with_a_count(std::string_view arguments) {
  constexpr std::size_t channel = 4;
  constexpr std::size_t unused = 18;
  constexpr std::size_t each = 8;
  if (arguments.size() < channel + unused) return {};
  auto values = arguments.substr(channel + unused);
  if (values.size() % each != 0) return {};
  while (!values.empty() && is_zero(values.substr(values.size() - each)))
    values.remove_suffix(each);
  if (values.size() > each * messages::set_variables::most_values) return {};
  std::string out;
  byte_writer writer(out);
  writer.put_number(static_cast<std::uint16_t>(values.size() / each));
  writer.put(arguments.substr(channel, unused));
  writer.put(values);
  return out;
}

// Protocol document pages 6 and 7: a number that nobody can tell the channels from.
std::optional<std::string> without_channels(std::string_view arguments, std::size_t least) {
  constexpr std::size_t count = 4;
  if (arguments.size() != least) return {};
  return std::string(arguments.substr(0, least - count)) + std::string(count, '\0');
}

std::optional<std::string> without_zeros_behind(std::string_view arguments, std::size_t least) {
  if (arguments.size() <= least || !is_zero(arguments.substr(least))) return {};
  return std::string(arguments.substr(0, least));
}

}  // namespace

std::optional<std::string> usual_form(std::string_view request) {
  auto const header = cyclers::arbin::read_header(request);
  auto const* const what = header ? cyclers::arbin::find_command(header->command) : nullptr;
  if (!what || request.size() < message_header::least) return {};
  auto const arguments =
      request.substr(message_header::size, request.size() - message_header::least);
  auto const least = cyclers::protocol::least_size(*what->request);
  auto const code = header->command;
  auto found = without_zeros_behind(arguments, least);
  if (code == messages::set_variables::info.code) found = with_a_count(arguments);
  if (code == messages::start::info.code || code == messages::continue_test::info.code)
    found = without_channels(arguments, least);
  if (!found) return {};
  return message_of(code, *found);
}

}  // namespace sim::cti
