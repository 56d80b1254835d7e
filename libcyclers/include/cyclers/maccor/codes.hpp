#pragma once

#include <cstdint>
#include <span>
#include <string_view>

/// Holds the codes of MacNet as enumerations; a number that is not in the document is kept as it
/// is.
namespace cyclers::maccor {

#define CODES(type, number, page, doc) enum class type : number {
#define CODE(name, value, text) name = value,
#define END_CODES() \
  }                 \
  ;
#include "cyclers/maccor/codes.def"
#undef CODES
#undef CODE
#undef END_CODES

/// Is one code with its name in C++ and its text in the document.
struct code_text {
  unsigned code;
  std::string_view name;
  std::string_view text;
};

/// Is the table of an enumeration's codes.
struct code_table {
  std::string_view name;
  int page;
  std::string_view doc;
  std::span<code_text const> codes;

  /// Returns the text of a code; empty when the document has none.
  std::string_view text(unsigned code) const;
  /// Returns the code of a text, or null: first to the letter, then whatever its case, spaces and
  /// full stop at the end.
  code_text const* find(std::string_view text) const;
};

/// Returns the table of an enumeration; declared for each enumeration of codes.def.
template <class E>
code_table const& codes_of();

#define CODES(type, number, page, doc) \
  template <>                          \
  code_table const& codes_of<type>();
#define CODE(name, value, text)
#define END_CODES()
#include "cyclers/maccor/codes.def"
#undef CODES
#undef CODE
#undef END_CODES

/// Returns all tables in the order of codes.def.
std::span<code_table const> code_tables();

/// Returns the document's text of a code; empty when it has none.
template <class E>
std::string_view text_of(E code) {
  return codes_of<E>().text(static_cast<unsigned>(code));
}

}  // namespace cyclers::maccor
