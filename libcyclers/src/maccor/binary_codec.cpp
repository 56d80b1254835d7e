#include "cyclers/maccor/binary_codec.hpp"

#include <fmt/format.h>

#include <limits>

#include "binary_size.hpp"
#include "trouble.hpp"

namespace cyclers::maccor {

using protocol::byte_reader;
using protocol::byte_writer;

namespace {

constexpr std::int32_t most_word = std::numeric_limits<std::uint16_t>::max();

fault not_a_word(std::string_view where, std::int32_t value) {
  return {errc::out_of_range, std::string(where), fmt::format("{} does not fit a Word", value)};
}

void put_header(std::string& out, binary_header const& header) {
  byte_writer writer(out);
  writer.put_number(header.fclass);
  writer.put_number(header.fnum);
  writer.put_number(header.chan);
  writer.put_number(header.len);
}

/// Appends the data behind a header whose Len is set afterwards.
fault put_data(protocol::layout const& form, std::string& out, void const* body,
               protocol::overlong policy) {
  byte_writer writer(out, policy);
  protocol::write_bytes(form, writer, body);
  if (!writer.ok()) return std::move(writer.trouble());
  std::size_t const size = out.size() - binary_header::size;
  if (size > static_cast<std::size_t>(most_word))
    return {errc::too_long, {}, fmt::format("{} bytes of data are more than Len can say", size)};
  return {};
}

void set_len(std::string& out, std::size_t len) {
  out[6] = static_cast<char>(len & 0xff);
  out[7] = static_cast<char>(len >> 8);
}

fault not_the_reply(function const& what, binary_header const& header, address asked) {
  function_info const& info = *what.info;
  if (header.fclass != info.fclass || (info.fclass != 0 && header.fnum != info.fnum))
    return {errc::wrong_function,
            {},
            fmt::format("the reply is that of ({},{})", header.fclass, header.fnum)};
  bool const about_channel = info.target != target::none && info.fclass != 0;
  if (about_channel && asked.chan && header.chan != *asked.chan)
    return {errc::wrong_channel, "Chan",
            fmt::format("is {}, {} was asked for", header.chan, *asked.chan)};
  return {};
}

fault read_data(protocol::layout const& form, std::string_view data, void* body) {
  byte_reader in(data);
  protocol::read_bytes(form, in, body);
  if (in.ok() && in.left() > 0)
    return {errc::surplus_bytes, {}, fmt::format("{} bytes follow the last field", in.left())};
  return std::move(in.trouble());
}

/// Says what a reply without data means where there must be some.
///
/// Wire: the document has no errors in binary; a header alone is all that a tester can answer.
fault answered_nothing(function const& what) {
  return {sockio::errc::refused,
          {},
          what.info->acts
              ? "the tester answered without a result: it refused, did not understand, or did it"
              : "the tester answered without data: it refused (no log-in?) or did not understand"};
}

bool wants_elements(function const& what, address asked) {
  return what.info->target == target::channels && asked.len.value_or(1) > 0;
}

fault read_reply(function const& what, std::string_view bytes, address asked, void* body) {
  if (what.info->in == protocol::forms::json_only)
    return {errc::not_in_this_form, {}, "exists in JSON only"};
  auto const header = read_header(bytes);
  if (!header) return {errc::truncated, {}, "the reply is shorter than its header"};
  if (fault wrong = not_the_reply(what, *header, asked)) return wrong;
  std::string_view const data = bytes.substr(binary_header::size);
  if (!reply_len_agrees(what, *header, data.size()))
    return {errc::wrong_length, "Len",
            fmt::format("is {}, {} bytes of data came", header->len, data.size())};
  fault const wrong = read_data(*what.reply, data, body);
  bool const nothing = header->len == 0 && data.empty() && (wrong || wants_elements(what, asked));
  return nothing ? answered_nothing(what) : wrong;
}

}  // namespace

std::optional<binary_header> read_header(std::string_view bytes) {
  if (bytes.size() < binary_header::size) return std::nullopt;
  byte_reader in(bytes);
  binary_header header;
  header.fclass = in.take_number<std::uint16_t>();
  header.fnum = in.take_number<std::uint16_t>();
  header.chan = in.take_number<std::uint16_t>();
  header.len = in.take_number<std::uint16_t>();
  return header;
}

namespace detail {

result<std::string> binary_request(function const& what, address to, void const* body) {
  function_info const& info = *what.info;
  if (info.in == protocol::forms::json_only)
    return trouble(what, {errc::not_in_this_form, {}, "exists in JSON only"});
  bool const needs_channel = info.target == target::channel || info.target == target::channels;
  if (needs_channel && !to.chan)
    return trouble(what, {errc::missing_field, "Chan", "no channel was named"});
  std::int32_t const chan = to.chan.value_or(0);
  std::int32_t const len = to.len.value_or(info.target == target::channels ? 1 : 0);
  if (chan < 0 || chan > most_word) return trouble(what, not_a_word("Chan", chan));
  if (len < 0 || len > most_word) return trouble(what, not_a_word("Len", len));
  std::string out;
  put_header(out, {info.fclass, info.fnum, static_cast<std::uint16_t>(chan),
                   static_cast<std::uint16_t>(len)});
  if (!what.has_request_data()) return out;
  if (fault const wrong = put_data(*what.request, out, body, protocol::overlong::refuse))
    return trouble(what, wrong);
  set_len(out, out.size() - binary_header::size);
  return out;
}

result<void> read_binary_reply(function const& what, std::string_view bytes, address asked,
                               void* body) {
  if (fault const wrong = read_reply(what, bytes, asked, body)) return trouble(what, wrong, bytes);
  return {};
}

result<std::string> binary_reply(function const& what, address to, void const* body) {
  std::int32_t const chan = to.chan.value_or(0);
  if (chan < 0 || chan > most_word) return trouble(what, not_a_word("Chan", chan));
  std::string out;
  put_header(out, {what.info->fclass, what.info->fnum, static_cast<std::uint16_t>(chan), 0});
  if (fault const wrong = put_data(*what.reply, out, body, protocol::overlong::cut))
    return trouble(what, wrong);
  std::size_t const size = out.size() - binary_header::size;
  std::size_t const record = what.info->reply_record;
  set_len(out, record != 0 ? size / record : size);
  return out;
}

}  // namespace detail

result<message> read_binary_reply(function const& what, std::string_view bytes, address asked) {
  message body = message::reply_of(what);
  result<void> const read = detail::read_binary_reply(what, bytes, asked, body.data());
  if (!read) return read.error();
  return body;
}

incoming_result read_binary_request(std::string_view bytes) {
  auto const header = read_header(bytes);
  if (!header)
    return refusal{rpc_error::parse_error, "", {errc::truncated, {}, "shorter than its header"}};
  function const* const what = find_function(header->fclass, header->fnum);
  if (!what || what->info->in == protocol::forms::json_only)
    return refusal{header->fclass > 8 ? rpc_error::invalid_fclass : rpc_error::invalid_fnum,
                   "",
                   {errc::unknown_function, {}, "is not known in binary"}};
  std::string_view const data = bytes.substr(binary_header::size);
  if (data.size() != request_data_size(*header, data))
    return refusal{rpc_error::illegal_value,
                   "",
                   {errc::wrong_length, "Len",
                    fmt::format("is {}, {} bytes of data came", header->len, data.size())}};
  incoming request{{header->chan, header->len}, {}, message::request_of(*what)};
  if (fault const wrong = read_data(*what->request, data, request.body.data()))
    return refusal{rpc_error::illegal_value, "", wrong};
  return request;
}

std::string binary_refusal(std::string_view request) {
  binary_header header = read_header(request).value_or(binary_header{});
  header.len = 0;
  std::string out;
  put_header(out, header);
  return out;
}

}  // namespace cyclers::maccor
