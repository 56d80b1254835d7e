#include "cryocon/protocol/command.hpp"

#include <algorithm>
#include <boost/container/static_vector.hpp>

#include "detail/text_tools.hpp"
#include "protocol/mnemonic.hpp"

namespace cryocon::protocol {
namespace {

using detail::trim;

constexpr bool is_word(char c) {
  return detail::is_alpha(c) || detail::is_digit(c) || c == '*' || c == '_';
}

/// Finds a character outside of double quotes.
std::size_t find_unquoted(std::string_view text, char wanted) {
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (!quoted && text[i] == wanted) return i;
  }
  return std::string_view::npos;
}

/// Takes a word off the start of a text, and the white space after it.
std::string_view take_word(std::string_view& text) {
  auto const end = std::ranges::find_if_not(text, is_word);
  auto const word = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text = trim(text.substr(word.size()));
  return word;
}

bool take(std::string_view& text, char wanted) {
  if (text.empty() || text.front() != wanted) return false;
  text = trim(text.substr(1));
  return true;
}

/// Holds keywords; the tree is three deep, so what has more than this fits nothing.
using keywords = boost::container::static_vector<std::string_view, 6>;

void add(keywords& to, std::string_view word) {
  if (to.size() < to.capacity()) to.push_back(word);
}

/// Is a place in the tree: keywords, and the index that came after the first.
struct place {
  keywords words;
  std::string_view index;
};

/// Is a command taken apart, before it is known what it addresses.
struct parts {
  place where;
  bool query = false;
  bool absolute = false;
  std::string_view argument;
};

/// Takes the index off "A:TEMP?"; leaves a text alone that is an argument, e.g. "ON" or "\"a:b\"".
std::string_view take_index(std::string_view& text) {
  auto const colon = find_unquoted(text, ':');
  auto const mark = find_unquoted(text, '?');
  auto const end = std::min(colon, mark);
  if (end == std::string_view::npos) return {};
  auto const index = trim(text.substr(0, end));
  if (index.empty() || index.find('"') != std::string_view::npos) return {};
  text = text.substr(end);
  return index;
}

parts take_apart(std::string_view text) {
  parts found;
  found.absolute = take(text, ':');
  for (;;) {
    auto const word = take_word(text);
    if (word.empty()) break;
    add(found.where.words, word);
    bool const first = found.where.words.size() == 1;
    if (first && !text.empty() && text[0] != ':' && text[0] != '?' && takes_index(word)) {
      found.where.index = take_index(text);
    }
    if (!take(text, ':')) break;
  }
  found.query = take(text, '?');
  found.argument = text;
  return found;
}

place below(place const& branch, place const& rest) {
  place joined = branch;
  for (auto const word : rest.words) add(joined.words, word);
  if (joined.index.empty()) joined.index = rest.index;
  return joined;
}

/// Walks through the commands of a line and remembers the branch.
class line_reader {
 public:
  command read(std::string_view text) {
    auto const found = take_apart(text);
    auto [where, property] = resolve(found);
    command result{text, property, found.query, where.index, found.argument};
    place_argument(result);
    bool const common = !where.words.empty() && where.words[0].starts_with('*');
    if (property != nullptr && !common) stay_in(std::move(where));
    return result;
  }

 private:
  struct resolved {
    place where;
    property_info const* property;
  };

  resolved resolve(parts const& found) const {
    if (!found.absolute && !branch_.words.empty()) {
      auto deeper = below(branch_, found.where);
      if (auto const* property = look_up(deeper.words, found.query))
        return {std::move(deeper), property};
    }
    return {found.where, look_up(found.where.words, found.query)};
  }

  /// Takes an argument for the index where the index follows the whole command: "INPUT? A", "CALCUR
  /// 1".
  static void place_argument(command& found) {
    if (found.property == nullptr || !found.index.empty() || found.argument.empty()) return;
    if (info(found.property->where).index == 0) return;
    bool const block = found.property->kind == value_kind::curve;
    if (found.query || block) found.index = std::exchange(found.argument, {});
  }

  void stay_in(place where) {
    where.words.pop_back();
    if (where.words.empty()) where.index = {};
    branch_ = std::move(where);
  }

  place branch_;
};

}  // namespace

std::vector<std::string_view> split_commands(std::string_view line) {
  std::vector<std::string_view> commands;
  for (;;) {
    auto const end = find_unquoted(line, ';');
    commands.push_back(line.substr(0, end));
    if (end == std::string_view::npos) return commands;
    line.remove_prefix(end + 1);
  }
}

std::vector<command> parse_line(std::string_view line) {
  std::vector<command> commands;
  line_reader reader;
  for (auto const text : split_commands(line)) {
    if (auto const trimmed = trim(text); !trimmed.empty()) commands.push_back(reader.read(trimmed));
  }
  return commands;
}

std::optional<int> parse_index(group where, std::string_view text) {
  auto const& known = info(where);
  text = trim(text);
  if (known.index == 0) return text.empty() ? std::optional(0) : std::nullopt;
  if (known.index == '1') return detail::whole_integer(text);
  if (text.size() > 2 && detail::same(text.substr(0, 2), "CH")) text = trim(text.substr(2));
  if (text.size() != 1) return std::nullopt;
  char const letter = detail::upper(text[0]);
  if (detail::is_digit(letter) && letter < '8') return 'A' + (letter - '0');
  return letter >= 'A' && letter <= 'H' ? std::optional<int>(letter) : std::nullopt;
}

std::vector<std::string_view> split_reply(std::string_view line, std::size_t expected) {
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
  auto parts = split_commands(line);
  if (parts.size() > expected && trim(parts.back()).empty()) parts.pop_back();
  return parts;
}

bool survives_the_wire(std::string_view text) {
  bool const plain = detail::is_printable(text) && text.find_first_of("\";") == text.npos;
  return plain && !is_refusal(text);
}

bool is_refusal(std::string_view reply) {
  reply = trim(reply);
  if (reply.ends_with(';')) reply = trim(reply.substr(0, reply.size() - 1));
  return detail::same(reply, "NACK") || detail::same(reply, "NAK");
}

}  // namespace cryocon::protocol
