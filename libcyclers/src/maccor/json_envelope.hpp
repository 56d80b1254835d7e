#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "cyclers/maccor/channel_number.hpp"
#include "cyclers/protocol/field.hpp"

/// Reads what is around the data of a JSON message.
namespace cyclers::maccor {

/// Holds the members of a JSON-RPC message, each as its JSON; empty when it is not there.
struct envelope {
  std::string_view jsonrpc{};
  std::string_view method{};
  std::string_view params{};
  std::string_view result{};
  std::string_view error{};
  std::string_view id{};

  /// Returns what holds the data. Wire: the document's replies 7,9 to 7,22 have it in params.
  std::string_view data() const { return result.empty() ? params : result; }
  /// Tells whether the id is this number, as such or in a string.
  bool has_id(std::int64_t number) const;
};

/// Walks over all of a text. What was found before a fault is kept.
fault read_envelope(std::string_view text, envelope& into);

/// Takes the numbers that stand among the data and belong to the header in binary.
///
/// Wire: the document's own reply 4,8 (page 35) has Chan twice; that is borne when both are equal.
struct header_keys {
  std::optional<std::int64_t> fclass{};
  std::optional<std::int64_t> fnum{};
  std::optional<std::int64_t> chan{};
  std::optional<std::int64_t> len{};

  protocol::other_keys taker() { return {&take, this}; }
  static bool take(void* self, std::string_view key, protocol::json_reader& in);
};

/// Reads FClass and FNum alone; what else there is, is skipped.
fault read_function(std::string_view data, header_keys& into);

}  // namespace cyclers::maccor
