#include "cyclers/maccor/outcome.hpp"

#include <charconv>
#include <utility>

namespace cyclers::maccor::detail {

unsigned read_outcome(protocol::json_reader& in, code_table const& table, unsigned most,
                      std::string& unknown) {
  unknown.clear();
  if (in.next() == protocol::json_reader::kind::number) {
    std::int64_t number = 0;
    if (!in.read(number)) return most;
    if (number >= 0 && number <= static_cast<std::int64_t>(most))
      return static_cast<unsigned>(number);
    protocol::detail::out_of_range(in, number);
    return most;
  }
  std::string text;
  if (!in.read(text)) return most;
  if (code_text const* const known = table.find(text)) return known->code;
  unsigned number = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (!text.empty() && error == std::errc{} && end == text.data() + text.size() && number <= most)
    return number;
  unknown = std::move(text);
  return most;
}

void write_outcome(protocol::json_writer& out, code_table const& table, unsigned code,
                   std::string_view unknown) {
  std::string_view const text = unknown.empty() ? table.text(code) : unknown;
  if (text.empty()) return out.whole(code);
  out.text(text);
}

}  // namespace cyclers::maccor::detail
