#pragma once

#include <span>
#include <string>
#include <string_view>

namespace cryocon {

/// Holds one choice of an enumeration and the texts that stand for it.
struct enumerator {
  int code;
  std::string_view text;    ///< What is sent.
  std::string_view also{};  ///< Other spellings that are read, separated by '|'.
};

/// Is the text table of an enumeration, for those who meet it at run time.
struct enumeration {
  std::string_view name;
  std::span<enumerator const> items;
  bool open =
      false;  ///< Whether a text that is not in the table is kept instead of being an error.

  /// Returns the choice that a text stands for, whatever its case and padding; null when none.
  enumerator const* find(std::string_view text) const;
  /// Returns the text of a choice; empty when there is none of that code.
  std::string_view text(int code) const;
  /// Lists the texts, e.g. "HI, MID or LOW".
  std::string expected() const;
};

/// Returns the table of an enumeration; specialised for each enumeration of this library.
template <class E>
enumeration const& enumeration_of();

}  // namespace cryocon
