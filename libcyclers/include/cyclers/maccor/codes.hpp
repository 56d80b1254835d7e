#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "cyclers/protocol/codes.hpp"

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

using protocol::code_table;
using protocol::code_text;

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
