#include <fmt/format.h>

#include "cyclers/maccor/json_codec.hpp"
#include "json_envelope.hpp"
#include "trouble.hpp"

namespace cyclers::maccor {

using protocol::json_reader;
using protocol::json_writer;

namespace {

/// Makes the failure of what a tester answered instead of a result: an object, or a text alone.
sockio::failure refused(function const& what, std::string_view error) {
  std::int64_t code = 0;
  std::string text;
  json_reader in(error);
  if (in.next() == json_reader::kind::string) {
    in.read(text);
  } else if (in.enter_object()) {
    std::string_view key;
    while (in.member(key)) {
      if (protocol::same_letters(key, "message")) {
        in.read(text);
      } else if (protocol::same_letters(key, "code")) {
        in.read(code);
      } else {
        in.skip();
      }
    }
  }
  return {find_rpc_error(text, code),
          {.request = what.text(),
           .problem = code == 0 ? std::string("the tester answered an error")
                                : fmt::format("the tester answered the error {}", code),
           .received = sockio::printable(text.empty() ? error : text)}};
}

fault not_the_function(function const& what, header_keys const& keys) {
  if (!keys.fclass || !keys.fnum)
    return {errc::missing_field, keys.fclass ? "FNum" : "FClass", "is missing"};
  function_info const& info = *what.info;
  bool const same = *keys.fclass == info.fclass && (info.fclass == 0 || *keys.fnum == info.fnum);
  if (same) return {};
  return {errc::wrong_function,
          {},
          fmt::format("the reply is that of ({},{})", *keys.fclass, *keys.fnum)};
}

fault not_the_channel(address asked, header_keys const& keys) {
  if (!asked.chan || !keys.chan || *asked.chan == *keys.chan) return {};
  return {errc::wrong_channel, "Chan",
          fmt::format("is {}, {} was asked for", *keys.chan, *asked.chan)};
}

fault check_header(function const& what, address asked, header_keys const& keys) {
  if (fault wrong = not_the_function(what, keys)) return wrong;
  return not_the_channel(asked, keys);
}

fault read_data(function const& what, std::string_view data, address asked, void* body) {
  json_reader in(data);
  header_keys keys;
  protocol::read_json(*what.reply, in, body, keys.taker());
  // A reply of another function has other fields: that it is another one comes first.
  if (in.ok() || (keys.fclass && keys.fnum)) {
    if (fault wrong = not_the_function(what, keys)) return wrong;
  }
  if (!in.ok()) return std::move(in.trouble());
  return not_the_channel(asked, keys);
}

/// Reads a reply that is as it should be in one go; false when a closer look is needed.
bool read_at_once(function const& what, std::string_view text, address asked, std::int64_t id,
                  void* body) {
  json_reader in(text);
  header_keys keys;
  envelope seen;
  std::string_view key;
  if (!in.enter_object()) return false;
  while (in.member(key)) {
    if (key == "result" && seen.result.empty()) {
      seen.result = key;  // Not its text, but not empty either.
      protocol::read_json(*what.reply, in, body, keys.taker());
    } else if (key == "id" && seen.id.empty()) {
      seen.id = in.skip();
    } else if (key == "jsonrpc" && seen.jsonrpc.empty()) {
      seen.jsonrpc = in.skip();
    } else {
      return false;
    }
  }
  return in.finish() && !seen.result.empty() && seen.has_id(id) && !check_header(what, asked, keys);
}

/// Returns what Len says in a reply: what the request said, or how many elements there are.
std::optional<std::int32_t> reply_length(function const& what, address to, void const* body) {
  if (what.info->target == target::channels && to.len) return to.len;
  if (!what.info->len_in_json) return std::nullopt;
  std::size_t elements = 0;
  for (protocol::field const& each : what.reply->fields)
    if (each.is_present(body)) elements += each.ops->length(each.at_const(body));
  return static_cast<std::int32_t>(elements);
}

}  // namespace

namespace detail {

result<void> read_json_reply(function const& what, std::string_view text, address asked,
                             std::int64_t id, void* body) {
  if (what.info->in == protocol::forms::binary_only)
    return trouble(what, {errc::not_in_this_form, {}, "exists in binary only"});
  if (read_at_once(what, text, asked, id, body)) return {};
  envelope around;
  if (fault const broken = read_envelope(text, around)) return trouble(what, broken, text);
  bool const without_id = !around.error.empty() && (around.id.empty() || around.id == "null");
  if (!without_id && !around.has_id(id))
    return trouble(
        what,
        {errc::wrong_id, "id",
         fmt::format("is {}, {} was asked with",
                     around.id.empty() ? "missing" : sockio::printable(around.id, 40), id)},
        text);
  if (!around.error.empty() && around.error != "null") return refused(what, around.error);
  if (around.data().empty())
    return trouble(what, {errc::bad_envelope, {}, "there is neither result nor error"}, text);
  if (fault const wrong = read_data(what, around.data(), asked, body))
    return trouble(what, wrong, text);
  return {};
}

result<std::string> json_reply(function const& what, address to, void const* body,
                               std::string_view id) {
  if (what.info->in == protocol::forms::binary_only)
    return trouble(what, {errc::not_in_this_form, {}, "exists in binary only"});
  std::string text;
  json_writer out(text, protocol::not_finite::null);
  out.open_object();
  out.key("jsonrpc");
  out.text("2.0");
  out.key("result");
  out.open_object();
  out.key("FClass");
  out.whole(what.info->fclass);
  out.key("FNum");
  out.whole(what.info->fnum);
  if (to.chan) {
    out.key("Chan");
    out.whole(*to.chan);
  }
  if (auto const len = reply_length(what, to, body)) {
    out.key("Len");
    out.whole(*len);
  }
  protocol::write_json_members(*what.reply, out, body);
  out.close_object();
  out.key("id");
  out.raw(id);
  out.close_object();
  if (!out.ok()) return trouble(what, out.trouble());
  text += "\r\n";
  return text;
}

}  // namespace detail

result<message> read_json_reply(function const& what, std::string_view text, address asked,
                                std::int64_t id) {
  message body = message::reply_of(what);
  result<void> const read = detail::read_json_reply(what, text, asked, id, body.data());
  if (!read) return read.error();
  return body;
}

std::string json_error(rpc_error error, std::string_view id) {
  std::string text;
  json_writer out(text);
  out.open_object();
  out.key("jsonrpc");
  out.text("2.0");
  out.key("error");
  out.open_object();
  out.key("code");
  out.whole(info(error).code);
  out.key("message");
  out.text(info(error).text);
  out.close_object();
  out.key("id");
  out.raw(id);
  out.close_object();
  text += "\r\n";
  return text;
}

}  // namespace cyclers::maccor
