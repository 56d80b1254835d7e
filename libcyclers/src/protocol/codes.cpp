#include "cyclers/protocol/codes.hpp"

#include "cyclers/protocol/json_reader.hpp"

namespace cyclers::protocol {

namespace {

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
    if (same_letters(bare(each.text), bare(text))) return &each;
  for (code_text const& each : codes)
    if (same_letters(each.name, text)) return &each;
  return nullptr;
}

}  // namespace cyclers::protocol
