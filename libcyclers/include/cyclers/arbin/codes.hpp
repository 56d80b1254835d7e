#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "cyclers/protocol/codes.hpp"

/// Holds the codes of CTI as enumerations; a number that is not in the documents is kept as it is.
namespace cyclers::arbin {

#define CODES(type, number, page, instructions, doc) enum class type : number {
#define CODE(name, value, text) name = value,
#define END_CODES() \
  }                 \
  ;
#include "cyclers/arbin/codes.def"
#undef CODES
#undef CODE
#undef END_CODES

using protocol::code_table;
using protocol::code_text;

/// Returns the table of an enumeration; declared for each enumeration of codes.def.
template <class E>
code_table const& codes_of();

#define CODES(type, number, page, instructions, doc) \
  template <>                                        \
  code_table const& codes_of<type>();
#define CODE(name, value, text)
#define END_CODES()
#include "cyclers/arbin/codes.def"
#undef CODES
#undef CODE
#undef END_CODES

/// Returns all tables in the order of codes.def.
std::span<code_table const> code_tables();

/// Returns the documents' text of a code; empty when they have none.
template <class E>
std::string_view text_of(E code) {
  return codes_of<E>().text(static_cast<unsigned>(code));
}

/// Tells whether a command did what was asked.
template <class E>
constexpr bool succeeded(E code) {
  return code == E::ok;
}
constexpr bool succeeded(login_result code) {
  return code == login_result::ok || code == login_result::logged_in_before;
}
constexpr bool succeeded(browse_result code) {
  return code == browse_result::ok || code == browse_result::ok_schedules;
}
constexpr bool succeeded(folder_result code) {
  return code == folder_result::created || code == folder_result::removed;
}

}  // namespace cyclers::arbin
