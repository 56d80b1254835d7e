#include <boost/json.hpp>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "cyclers/maccor/frames.hpp"
#include "cyclers/maccor/json_codec.hpp"
#include "cyclers/protocol/json_reader.hpp"

namespace {

using namespace cyclers::maccor;

/// Returns what Boost.JSON thinks of a text: 1 for JSON, 0 for none, -1 when it does not say.
int opinion_of_boost(std::string_view text) {
  boost::json::parse_options options;
  options.allow_invalid_utf8 = true;
  boost::json::error_code ec;
  boost::json::parse({text.data(), text.size()}, ec, {}, options);
  if (!ec) return 1;
  bool const other_limits =
      ec == boost::json::error::exponent_overflow || ec == boost::json::error::too_deep;
  return other_limits ? -1 : 0;
}

/// Returns the same of our reader.
int opinion_of_ours(std::string_view text) {
  cyclers::protocol::json_reader in(text);
  in.skip();
  if (in.finish()) return 1;
  return in.trouble().code == cyclers::errc::bad_json ? 0 : -1;
}

}  // namespace

// The first byte chooses the function that was asked, the rest is what a server sends. What is JSON
// is what Boost.JSON says. What was read is written so that it reads the same.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size == 0) return 0;
  function const& what = functions()[data[0] % functions().size()];
  std::string_view const text(reinterpret_cast<char const*>(data + 1), size - 1);

  sockio::frame frame = json_frame();
  auto const found = frame.look(text);
  if (found.what == sockio::frame::found::state::complete && found.size > text.size()) std::abort();

  int const boost = opinion_of_boost(text);
  int const ours = opinion_of_ours(text);
  if (boost >= 0 && ours >= 0 && boost != ours) std::abort();

  auto const reply = read_json_reply(what, text, {}, 1987);
  if (!reply) return 0;
  if (ours != 1) std::abort();
  incoming const asked{{}, "1987", message::request_of(what)};
  auto const once = json_reply(asked, *reply);
  if (!once) return 0;
  auto const again = read_json_reply(what, *once, {}, 1987);
  if (!again) std::abort();
  // Bytes that were no UTF-8 are from here on.
  std::string const twice = json_reply(asked, *again).value();
  auto const third = read_json_reply(what, twice, {}, 1987);
  if (!third || json_reply(asked, *third).value() != twice) std::abort();
  if (twice.find_first_of("\r\n") != twice.size() - 2) std::abort();
  return 0;
}
