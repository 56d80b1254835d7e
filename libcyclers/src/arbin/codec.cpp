#include "cyclers/arbin/codec.hpp"

#include <fmt/format.h>

#include <limits>

namespace cyclers::arbin {

using protocol::byte_reader;
using protocol::byte_writer;

namespace {

sockio::failure cti_failure(std::string request, fault const& why, std::string_view received = {}) {
  std::string problem = why.where.empty() ? why.problem : why.where + ": " + why.problem;
  return {why.code,
          {.request = std::move(request),
           .problem = std::move(problem),
           .received = sockio::printable(received)}};
}

result<std::string> write_message(command const& what, std::uint32_t code,
                                  protocol::layout const& form, void const* body, direction way) {
  std::string out;
  bool const is_request = way == direction::request;
  byte_writer writer(out, is_request ? protocol::overlong::refuse : protocol::overlong::cut);
  writer.put_number(message_header::prefix);
  writer.put_number(std::uint32_t{0});
  writer.put_number(code);
  writer.put_number(std::uint32_t{0});
  protocol::write_bytes(form, writer, body);
  std::size_t const total = out.size() + message_header::checksum_size;
  if (total > std::numeric_limits<std::uint32_t>::max())
    writer.fail(errc::too_long, "the message is longer than its length can say");
  if (!writer.ok()) return cti_failure(what.text(), writer.trouble());
  auto const length = protocol::little_endian(message_header::length_of(total, way));
  std::memcpy(out.data() + sizeof message_header::prefix, &length, sizeof length);
  writer.put_number(checksum(out));
  return out;
}

/// Says what is wrong with the frame of a message, whatever is in it.
fault frame_trouble(std::string_view bytes, direction way) {
  if (fault wrong = header_trouble(bytes, way, std::numeric_limits<std::size_t>::max()))
    return wrong;
  if (bytes.size() < message_header::least)
    return {errc::truncated, {}, fmt::format("{} bytes are no message", bytes.size())};
  auto const header = *read_header(bytes);
  if (header.total(way) != bytes.size())
    return {errc::wrong_length, "dwLen",
            fmt::format("is {}, which makes {} bytes; {} came", header.length, header.total(way),
                        bytes.size())};
  std::size_t const summed = bytes.size() - message_header::checksum_size;
  auto const stated = byte_reader(bytes.substr(summed)).take_number<std::uint16_t>();
  std::uint16_t const sum = checksum(bytes.substr(0, summed));
  if (stated != sum)
    return {errc::wrong_checksum, "CheckSum",
            fmt::format("is {:04X}, the bytes add up to {:04X}", stated, sum)};
  return {};
}

std::string_view arguments_of(std::string_view bytes) {
  return bytes.substr(message_header::size, bytes.size() - message_header::least);
}

fault read_arguments(protocol::layout const& form, std::string_view arguments, void* body) {
  byte_reader in(arguments);
  protocol::read_bytes(form, in, body);
  if (in.ok() && in.left() > 0)
    in.fail(errc::surplus_bytes, fmt::format("{} bytes follow the last field", in.left()));
  return std::move(in.trouble());
}

}  // namespace

namespace detail {

result<std::string> write_request(command const& what, void const* body) {
  return write_message(what, what.info->code, *what.request, body, direction::request);
}

result<std::string> write_feedback(command const& what, void const* body) {
  return write_message(what, what.info->reply_code, *what.reply, body, direction::feedback);
}

result<std::string_view> arguments(command const& what, std::string_view bytes) {
  if (fault const wrong = frame_trouble(bytes, direction::feedback))
    return cti_failure(what.text(), wrong, bytes);
  std::uint32_t const code = read_header(bytes)->command;
  if (!what.is_answered_by(code))
    return cti_failure(
        what.text(),
        {errc::wrong_function, "dwCmd",
         fmt::format("is {:08X}, {:08X} answers the request", code, what.info->reply_code)},
        bytes);
  return arguments_of(bytes);
}

result<void> read_feedback(command const& what, std::string_view bytes, void* body) {
  auto const found = arguments(what, bytes);
  if (!found) return found.error();
  if (fault const wrong = read_arguments(*what.reply, *found, body))
    return cti_failure(what.text(), wrong, bytes);
  return {};
}

}  // namespace detail

result<message> read_feedback(command const& what, std::string_view bytes) {
  message body = message::reply_of(what);
  result<void> const read = detail::read_feedback(what, bytes, body.data());
  if (!read) return read.error();
  return body;
}

result<message> read_request(std::string_view bytes) {
  if (fault const wrong = frame_trouble(bytes, direction::request))
    return cti_failure("a request", wrong);
  std::uint32_t const code = read_header(bytes)->command;
  command const* const what = find_command(code);
  if (!what)
    return cti_failure("a request", {errc::unknown_function, "dwCmd",
                                     fmt::format("is {:08X}, which is no command", code)});
  message body = message::request_of(*what);
  if (fault const wrong = read_arguments(*what->request, arguments_of(bytes), body.data()))
    return cti_failure(what->text(), wrong);
  return body;
}

}  // namespace cyclers::arbin
