#include "protocol/mnemonic.hpp"

#include <algorithm>

#include "cryocon/properties.hpp"
#include "detail/text_tools.hpp"

namespace cryocon::protocol {
namespace {

constexpr bool is_vowel(char c) { return c == 'A' || c == 'E' || c == 'I' || c == 'O' || c == 'U'; }

std::size_t short_by_rule(std::string_view upper) {
  if (upper.size() <= 4) return upper.size();
  return is_vowel(upper[3]) ? 3 : 4;
}

std::size_t count_capitals(std::string_view mnemonic) {
  auto const end = std::ranges::find_if(
      mnemonic, [](char c) { return detail::is_alpha(c) && !detail::is_upper(c); });
  return static_cast<std::size_t>(end - mnemonic.begin());
}

bool starts_with(std::string_view upper, std::string_view word) {
  if (word.size() > upper.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (detail::upper(word[i]) != upper[i]) return false;
  }
  return true;
}

std::vector<spelling> make_spellings() {
  std::vector<spelling> all;
  for (auto const& property : registry()) {
    bool first = true;
    for (auto const path : detail::split(property.mnemonic, '|')) {
      spelling one{&property, {}, std::exchange(first, false)};
      for (auto const word : detail::split(path, ':')) one.path.emplace_back(word);
      all.push_back(std::move(one));
    }
  }
  return all;
}

/// Counts how far a path of words is from a spelling; nothing when a word does not fit.
std::optional<int> misfit(std::span<keyword const> path, std::span<std::string_view const> words) {
  if (path.size() != words.size()) return std::nullopt;
  int sum = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    auto const how = path[i].match(words[i]);
    if (how == fit::none) return std::nullopt;
    sum += static_cast<int>(how);
  }
  return sum;
}

/// Is a first keyword with all that is below it; a line is parsed for each request that a twin
/// answers, so what cannot fit is left out early.
struct root {
  keyword word;
  bool indexed;
  std::vector<spelling const*> below;
};

std::vector<root> make_roots() {
  std::vector<root> all;
  for (auto const& each : spellings()) {
    auto const& word = each.path.front();
    auto found = std::ranges::find(all, word.upper, [](root const& r) { return r.word.upper; });
    if (found == all.end()) {
      bool const indexed = info(each.property->where).index != 0;
      found = all.insert(all.end(), root{word, indexed, {}});
    }
    found->below.push_back(&each);
  }
  return all;
}

std::span<root const> roots() {
  static std::vector<root> const all = make_roots();
  return all;
}

bool allows(property_info const& property, bool query) {
  return query ? property.readable() : property.allowed != access::read;
}

/// Keeps the best of several finds and notices when two properties are equally good.
class best_match {
 public:
  void offer(property_info const* property, int misfit, bool allowed) {
    int const score = 2 * misfit + (allowed ? 0 : 1);
    if (found_ == nullptr || score < score_) {
      found_ = property;
      score_ = score;
      twice_ = false;
    } else if (score == score_ && property != found_) {
      twice_ = true;
    }
  }
  property_info const* get() const { return twice_ ? nullptr : found_; }

 private:
  property_info const* found_ = nullptr;
  int score_ = 0;
  bool twice_ = false;
};

}  // namespace

keyword::keyword(std::string_view mnemonic)
    : upper(detail::to_upper(mnemonic)),
      capitals(count_capitals(mnemonic)),
      rule(short_by_rule(upper)) {}

fit keyword::match(std::string_view word) const {
  if (word.size() < std::min(capitals, rule) || !starts_with(upper, word)) return fit::none;
  if (word.size() == upper.size()) return fit::whole;
  if (word.size() == capitals) return fit::capitals;
  return word.size() == rule ? fit::rule : fit::prefix;
}

fit match(std::string_view mnemonic, std::string_view word) {
  return keyword(mnemonic).match(word);
}

std::span<spelling const> spellings() {
  static std::vector<spelling> const all = make_spellings();
  return all;
}

property_info const* look_up(std::span<std::string_view const> words, bool query) {
  best_match best;
  if (words.empty()) return nullptr;
  for (auto const& root : roots()) {
    if (root.word.match(words.front()) == fit::none) continue;
    for (auto const* each : root.below) {
      if (auto const off = misfit(each->path, words))
        best.offer(each->property, *off, allows(*each->property, query));
    }
  }
  return best.get();
}

property_info const* look_up_in(group where, std::span<std::string_view const> words) {
  best_match best;
  for (auto const& each : spellings()) {
    if (each.property->where != where) continue;
    auto const path = std::span(each.path).subspan(each.path.size() > 1 ? 1 : 0);
    if (auto const off = misfit(path, words)) best.offer(each.property, *off, true);
  }
  return best.get();
}

bool takes_index(std::string_view word) {
  return std::ranges::any_of(roots(), [&](root const& each) {
    return each.indexed && each.word.match(word) != fit::none;
  });
}

}  // namespace cryocon::protocol
