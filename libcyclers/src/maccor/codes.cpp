#include "cyclers/maccor/codes.hpp"

#include "cyclers/protocol/json_reader.hpp"

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
#define CODES(type, number, page, doc) {#type, page, doc, type##_codes},
#define CODE(name, value, text)
#define END_CODES()
#include "cyclers/maccor/codes.def"
#undef CODES
#undef CODE
#undef END_CODES
};

std::string_view bare(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '.')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::string_view code_table::text(unsigned code) const {
  for (code_text const& each : codes)
    if (each.code == code) return each.text;
  return {};
}

code_text const* code_table::find(std::string_view text) const {
  for (code_text const& each : codes)
    if (each.text == text) return &each;
  for (code_text const& each : codes)
    if (protocol::same_letters(bare(each.text), bare(text))) return &each;
  return nullptr;
}

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
