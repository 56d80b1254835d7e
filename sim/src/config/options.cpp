#include "sim/options.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "config/nearest.hpp"
#include "config/scalar.hpp"

namespace sim {
namespace {

using config::shown;

struct pattern {
  option_spec const* spec;
  std::vector<std::string> segments;
};

std::vector<std::string> split(std::string_view text, char at) {
  std::vector<std::string> parts;
  for (;;) {
    auto const end = text.find(at);
    parts.emplace_back(text.substr(0, end));
    if (end == text.npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::vector<std::string> alternatives(std::string const& segment) {
  if (segment == "*") return {};
  if (segment.starts_with('{') && segment.ends_with('}'))
    return split(std::string_view(segment).substr(1, segment.size() - 2), ',');
  return {segment};
}

bool fits(std::string const& segment, std::string_view key) {
  return segment == "*" || std::ranges::count(alternatives(segment), key) > 0;
}

bool in_range(option_spec const& spec, double value) {
  return value >= spec.least && value <= spec.most;
}

/// Gives a value the spelling of the table, or nothing when it is not one.
std::optional<std::string> normal(option_spec const& spec, std::string const& text) {
  switch (spec.type) {
    case value_type::boolean: {
      auto const value = config::read_boolean(text);
      if (!value) return {};
      return *value ? "on" : "off";
    }
    case value_type::integer: {
      auto const value = config::read_integer(text);
      if (!value || !in_range(spec, static_cast<double>(*value))) return {};
      return text;
    }
    case value_type::number: {
      auto const value = config::read_number(text);
      if (!value || !in_range(spec, *value)) return {};
      return text;
    }
    case value_type::span: {
      auto const value = config::read_span(text);
      if (!value || !in_range(spec, std::chrono::duration<double>(*value).count())) return {};
      return text;
    }
    case value_type::word:
      for (auto const& word : spec.words)
        if (config::same_word(word, text)) return word;
      return {};
    case value_type::text:
      return text;
    case value_type::nested:
      return {};
  }
  return {};
}

class checker {
 public:
  checker(std::string_view where) : where_(where) {}

  bool check(node& map, std::vector<pattern> const& patterns, std::size_t depth,
             std::string const& prefix) {
    if (map.what == node::kind::nothing) map.what = node::kind::map;
    if (!map.is_map())
      return fail(map.line,
                  fmt::format("'{}' of {} must hold keys and values", shown(prefix), where_));
    for (auto& entry : map.entries)
      if (!check_entry(entry, patterns, depth, prefix)) return false;
    return true;
  }

  config_error const& error() const { return error_; }

 private:
  bool check_entry(node::entry& entry, std::vector<pattern> const& patterns, std::size_t depth,
                   std::string const& prefix) {
    std::vector<pattern> matching;
    for (auto const& one : patterns)
      if (fits(one.segments[depth], entry.key)) matching.push_back(one);
    if (matching.empty()) return unknown(entry, patterns, depth, prefix);

    auto const path = prefix.empty() ? entry.key : prefix + '.' + entry.key;
    auto const leaf =
        std::ranges::find(matching, depth + 1, [](auto const& p) { return p.segments.size(); });
    if (leaf != matching.end()) return check_value(entry, *leaf->spec, path);
    return check(entry.value, matching, depth + 1, path);
  }

  bool unknown(node::entry const& entry, std::vector<pattern> const& patterns, std::size_t depth,
               std::string const& prefix) {
    std::vector<std::string> known;
    for (auto const& one : patterns)
      for (auto& word : alternatives(one.segments[depth])) known.push_back(std::move(word));
    auto const inside = prefix.empty() ? where_ : fmt::format("'{}' of {}", shown(prefix), where_);
    return fail(entry.line, fmt::format("unknown key '{}' in {}{}", shown(entry.key), inside,
                                        config::suggestion(entry.key, known)));
  }

  bool check_value(node::entry& entry, option_spec const& spec, std::string const& path) {
    if (entry.value.is_scalar()) {
      if (auto value = normal(spec, entry.value.text)) {
        entry.value.text = std::move(*value);
        return true;
      }
    }
    auto const found = entry.value.is_scalar() ? fmt::format("'{}'", shown(entry.value.text))
                       : entry.value.is_list() ? "a list"
                       : entry.value.is_map()  ? "keys and values"
                                               : "nothing";
    auto const nearest = spec.type == value_type::word && entry.value.is_scalar()
                             ? config::suggestion(entry.value.text, spec.words)
                             : std::string();
    return fail(entry.line, fmt::format("'{}' of {} must be {}, not {}{}", shown(path), where_,
                                        accepted(spec), found, nearest));
  }

  bool fail(int line, std::string what) {
    error_ = {.file = {}, .line = line, .what = std::move(what)};
    return false;
  }

  std::string where_;
  config_error error_;
};

std::string range_of(option_spec const& spec, std::string_view noun) {
  bool const low = std::isfinite(spec.least), high = std::isfinite(spec.most);
  if (low && high) return fmt::format("{} from {} to {}", noun, spec.least, spec.most);
  if (low) return fmt::format("{} of at least {}", noun, spec.least);
  if (high) return fmt::format("{} of at most {}", noun, spec.most);
  return std::string(noun);
}

}  // namespace

std::string accepted(option_spec const& spec) {
  switch (spec.type) {
    case value_type::boolean:
      return "on or off";
    case value_type::integer:
      return range_of(spec, "an integer");
    case value_type::number:
      return range_of(spec, "a number");
    case value_type::span:
      return "a duration such as 20ms, 1.5s or 2min";
    case value_type::word:
      return fmt::format("one of {}", fmt::join(spec.words, ", "));
    case value_type::text:
      return "a text";
    case value_type::nested:
      return "a table of its own";
  }
  return {};
}

config_result<options> check_options(node const& map, std::vector<option_spec> const& table,
                                     std::string_view where) {
  std::vector<pattern> patterns;
  for (auto const& spec : table) patterns.push_back({&spec, split(spec.path, '.')});
  node copy = map;
  checker check(where);
  if (!check.check(copy, patterns, 0, "")) return check.error();
  return options(std::move(copy));
}

bool options::boolean(std::string_view path, bool otherwise) const {
  auto const* found = tree_.at(path);
  return found ? config::read_boolean(found->text).value_or(otherwise) : otherwise;
}

std::int64_t options::integer(std::string_view path, std::int64_t otherwise) const {
  auto const* found = tree_.at(path);
  return found ? config::read_integer(found->text).value_or(otherwise) : otherwise;
}

double options::number(std::string_view path, double otherwise) const {
  auto const* found = tree_.at(path);
  return found ? config::read_number(found->text).value_or(otherwise) : otherwise;
}

duration options::span(std::string_view path, duration otherwise) const {
  auto const* found = tree_.at(path);
  return found ? config::read_span(found->text).value_or(otherwise) : otherwise;
}

std::string options::text(std::string_view path, std::string_view otherwise) const {
  auto const* found = tree_.at(path);
  return found ? found->text : std::string(otherwise);
}

std::vector<std::string> options::keys(std::string_view path) const {
  std::vector<std::string> names;
  if (auto const* found = tree_.at(path))
    for (auto const& entry : found->entries) names.push_back(entry.key);
  return names;
}

int options::line(std::string_view path) const noexcept {
  auto const* found = tree_.at(path);
  return found ? found->line : 0;
}

}  // namespace sim
