#include "cyclers/arbin/codes.hpp"

#include <cstddef>

namespace cyclers::arbin {

namespace {

enum class table_index : std::size_t {
#define CODES(type, number, page, instructions, doc) type,
#define CODE(name, value, text)
#define END_CODES()
#include "cyclers/arbin/codes.def"
#undef CODES
#undef CODE
#undef END_CODES
};

#define CODES(type, number, page, instructions, doc) constexpr code_text type##_texts[] = {
#define CODE(name, value, text) {value, #name, text},
#define END_CODES() \
  }                 \
  ;
#include "cyclers/arbin/codes.def"
#undef CODES
#undef CODE
#undef END_CODES

constexpr code_table all_tables[] = {
#define CODES(type, number, page, instructions, doc) {#type, page, instructions, doc, type##_texts},
#define CODE(name, value, text)
#define END_CODES()
#include "cyclers/arbin/codes.def"
#undef CODES
#undef CODE
#undef END_CODES
};

}  // namespace

#define CODES(type, number, page, instructions, doc)                \
  template <>                                                       \
  code_table const& codes_of<type>() {                              \
    return all_tables[static_cast<std::size_t>(table_index::type)]; \
  }
#define CODE(name, value, text)
#define END_CODES()
#include "cyclers/arbin/codes.def"
#undef CODES
#undef CODE
#undef END_CODES

std::span<code_table const> code_tables() { return all_tables; }

}  // namespace cyclers::arbin
