#pragma once

#include <span>
#include <string_view>

/// Holds what the enumerations of codes of all protocols have in common.
namespace cyclers::protocol {

/// Is one code with its name in C++ and its text in the documents.
struct code_text {
  unsigned code;
  std::string_view name;
  std::string_view text;
};

/// Is the table of an enumeration's codes.
struct code_table {
  std::string_view name;
  int page;               ///< Of the protocol's document; 0 when it has not got them.
  int instructions_page;  ///< Of a second document; 0 when there is none or it has not got them.
  std::string_view doc;
  std::span<code_text const> codes;

  /// Returns the text of a code; empty when the documents have none.
  std::string_view text(unsigned code) const;
  /// Returns the code of a text, or else of a name in this library, or null: to the letter first,
  /// then whatever letter case, spaces around and full stop at the end.
  code_text const* find(std::string_view text) const;
};

}  // namespace cyclers::protocol
