#include "cyclers/maccor/rpc_error.hpp"

#include <string>

#include "cyclers/protocol/json_reader.hpp"

namespace cyclers::maccor {

namespace {

constexpr rpc_error_text texts[] = {
    {rpc_error::other, -32000, "an error that the document does not know"},
    {rpc_error::parse_error, -32700, "Parse error"},
    {rpc_error::method_not_found, -32601, "Method MacNet, jsonrpc 2.0 or id not found"},
    {rpc_error::invalid_params, -32602, "Invalid params"},
    {rpc_error::fclass_key, -32001, "\"FClass\" key does not exist or value syntax error"},
    {rpc_error::fnum_key, -32002, "\"FNum\" key does not exist or value syntax error"},
    {rpc_error::invalid_fclass, -32003, "Invalid FClass"},
    {rpc_error::invalid_fnum, -32004, "Invalid FNum"},
    {rpc_error::macnet_error, -32005, "MacNet error"},
    {rpc_error::missing_object, -32006, "Missing object"},
    {rpc_error::illegal_value, -32007, "Illegal value"},
};

class tester_category final : public boost::system::error_category {
 public:
  char const* name() const noexcept override { return "maccor"; }
  std::string message(int code) const override {
    return std::string(info(static_cast<rpc_error>(code)).text);
  }
};

}  // namespace

std::span<rpc_error_text const> rpc_errors() { return std::span(texts).subspan(1); }

rpc_error_text const& info(rpc_error error) {
  for (rpc_error_text const& each : texts)
    if (each.error == error) return each;
  return texts[0];
}

rpc_error find_rpc_error(std::string_view text, std::int64_t code) {
  for (rpc_error_text const& each : rpc_errors())
    if (protocol::same_letters(each.text, text)) return each.error;
  for (rpc_error_text const& each : rpc_errors())
    if (each.code == code) return each.error;
  return rpc_error::other;
}

boost::system::error_category const& rpc_category() noexcept {
  static tester_category const instance;
  return instance;
}

}  // namespace cyclers::maccor
