#include <limits>

#include "cyclers/maccor/json_codec.hpp"
#include "json_envelope.hpp"
#include "trouble.hpp"

namespace cyclers::maccor {

using protocol::json_reader;
using protocol::json_writer;

namespace {

bool says(std::string_view json, std::string_view expected) {
  json_reader in(json);
  std::string text;
  return in.next() == json_reader::kind::string && in.read(text) && text == expected;
}

bool is_id_kind(std::string_view json) {
  json_reader in(json);
  json_reader::kind const is = in.next();
  return is == json_reader::kind::number || is == json_reader::kind::string;
}

rpc_error error_of(fault const& why) {
  if (why.code == errc::missing_field) return rpc_error::missing_object;
  return rpc_error::illegal_value;
}

/// Finds the function of some data, or says why there is none.
boost::system::result<function const*, refusal> function_in(std::string_view data) {
  json_reader shape(data);
  if (shape.next() != json_reader::kind::object)
    return refusal{rpc_error::invalid_params, {}, {errc::bad_envelope, "params", "is no object"}};
  header_keys keys;
  if (fault const wrong = read_function(data, keys)) {
    bool const at_class = wrong.where == "FClass" || (!keys.fclass && wrong.where != "FNum");
    return refusal{at_class ? rpc_error::fclass_key : rpc_error::fnum_key, {}, wrong};
  }
  if (!keys.fclass)
    return refusal{rpc_error::fclass_key, {}, {errc::missing_field, "FClass", "is missing"}};
  if (!keys.fnum)
    return refusal{rpc_error::fnum_key, {}, {errc::missing_field, "FNum", "is missing"}};
  constexpr std::int64_t most = std::numeric_limits<std::uint16_t>::max();
  bool const plausible =
      *keys.fclass >= 0 && *keys.fclass <= most && *keys.fnum >= 0 && *keys.fnum <= most;
  function const* const what = plausible ? find_function(static_cast<unsigned>(*keys.fclass),
                                                         static_cast<unsigned>(*keys.fnum))
                                         : nullptr;
  if (what && what->info->in != protocol::forms::binary_only) return what;
  // Class 2 is in the document without any function.
  bool const is_class = *keys.fclass >= 0 && *keys.fclass <= 8;
  return refusal{is_class ? rpc_error::invalid_fnum : rpc_error::invalid_fclass,
                 {},
                 {errc::unknown_function, is_class ? "FNum" : "FClass", "is not known in JSON"}};
}

std::optional<std::int32_t> narrow(std::optional<std::int64_t> const& wide, json_reader& in) {
  if (!wide) return std::nullopt;
  if (std::in_range<std::int32_t>(*wide)) return static_cast<std::int32_t>(*wide);
  protocol::detail::out_of_range(in, *wide);
  return std::nullopt;
}

bool needs_channel(function const& what) {
  return what.info->target == target::channel || what.info->target == target::channels;
}

fault read_params(std::string_view data, incoming& into) {
  json_reader in(data, protocol::not_finite::refuse);
  header_keys keys;
  protocol::read_json(into.body.form(), in, into.body.data(), keys.taker());
  into.where = {narrow(keys.chan, in), narrow(keys.len, in)};
  if (in.ok() && !keys.chan && needs_channel(into.body.what()))
    return {errc::missing_field, "Chan", "is missing"};
  return std::move(in.trouble());
}

}  // namespace

namespace detail {

result<std::string> json_request(function const& what, address to, void const* body,
                                 std::int64_t id, line_end end) {
  if (what.info->in == protocol::forms::binary_only)
    return trouble(what, {errc::not_in_this_form, {}, "exists in binary only"});
  if (needs_channel(what) && !to.chan)
    return trouble(what, {errc::missing_field, "Chan", "no channel was named"});
  std::string text;
  json_writer out(text);
  out.open_object();
  out.key("jsonrpc");
  out.text("2.0");
  out.key("method");
  out.text("MacNet");
  out.key("params");
  out.open_object();
  out.key("FClass");
  out.whole(what.info->fclass);
  out.key("FNum");
  out.whole(what.info->fnum);
  if (to.chan) {
    out.key("Chan");
    out.whole(*to.chan);
  }
  if (to.len && what.info->target == target::channels) {
    out.key("Len");
    out.whole(*to.len);
  }
  protocol::write_json_members(*what.request, out, body);
  out.close_object();
  out.key("id");
  out.whole(id);
  out.close_object();
  if (!out.ok()) return trouble(what, out.trouble());
  if (end == line_end::crlf) text += "\r\n";
  return text;
}

}  // namespace detail

incoming_result read_json_request(std::string_view text) {
  envelope around;
  fault const broken = read_envelope(text, around);
  std::string id = is_id_kind(around.id) ? std::string(around.id) : "null";
  if (broken) return refusal{rpc_error::parse_error, std::move(id), broken};
  bool const is_macnet =
      says(around.jsonrpc, "2.0") && says(around.method, "MacNet") && is_id_kind(around.id);
  if (!is_macnet)
    return refusal{rpc_error::method_not_found,
                   std::move(id),
                   {errc::bad_envelope, {}, "jsonrpc 2.0, method MacNet and an id are wanted"}};
  auto const what = function_in(around.params);
  if (!what) {
    refusal why = what.error();
    why.id = std::move(id);
    return why;
  }
  incoming request{{}, std::move(id), message::request_of(**what)};
  if (fault const wrong = read_params(around.params, request))
    return refusal{error_of(wrong), std::move(request.id), wrong};
  return request;
}

}  // namespace cyclers::maccor
