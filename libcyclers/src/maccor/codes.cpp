#include "cyclers/maccor/codes.hpp"

namespace cyclers::maccor {

namespace {

enum class table_index : std::size_t {
#define CODES(type, number, page, doc) type,
#define CODE(name, value, text)
#define END_CODES()
#include "cyclers/maccor/codes.def"
#undef CODES
#undef CODE
#undef END_CODES
};

#define CODES(type, number, page, doc) constexpr code_text type##_codes[] = {
#define CODE(name, value, text) {value, #name, text},
#define END_CODES() \
  }                 \
  ;
#include "cyclers/maccor/codes.def"
#undef CODES
#undef CODE
#undef END_CODES

constexpr code_table tables[] = {
#define CODES(type, number, page, doc) {#type, page, 0, doc, type##_codes},
#define CODE(name, value, text)
#define END_CODES()
#include "cyclers/maccor/codes.def"
#undef CODES
#undef CODE
#undef END_CODES
};

}  // namespace

#define CODES(type, number, page, doc)                          \
  template <>                                                   \
  code_table const& codes_of<type>() {                          \
    return tables[static_cast<std::size_t>(table_index::type)]; \
  }
#define CODE(name, value, text)
#define END_CODES()
#include "cyclers/maccor/codes.def"
#undef CODES
#undef CODE
#undef END_CODES

std::span<code_table const> code_tables() { return tables; }

}  // namespace cyclers::maccor
