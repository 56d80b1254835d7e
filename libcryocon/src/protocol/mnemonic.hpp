#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cryocon/property.hpp"
#include "cryocon/protocol/command.hpp"

namespace cryocon::protocol {

/// Is a keyword of the tree, made ready for matching.
struct keyword {
  std::string upper;     ///< The long form in capitals.
  std::size_t capitals;  ///< Letters of the short form by capitals.
  std::size_t rule;      ///< Letters of the short form by rule.

  explicit keyword(std::string_view mnemonic);
  fit match(std::string_view word) const;
};

/// Is one spelling of one property.
struct spelling {
  property_info const* property;
  std::vector<keyword> path;
  bool first;  ///< Whether it is the spelling that is sent.
};

/// Returns all spellings of all properties, made once.
std::span<spelling const> spellings();

/// Finds the property that a path of words stands for; of equally good ones the one that allows the
/// form. Returns: null when there is none, or when several are equally good.
property_info const* look_up(std::span<std::string_view const> words, bool query);

/// Finds a property of a group by the words after the group's own keyword.
property_info const* look_up_in(group where, std::span<std::string_view const> words);

/// Tells whether a first keyword may stand for a group whose members have an index.
bool takes_index(std::string_view word);

}  // namespace cryocon::protocol
