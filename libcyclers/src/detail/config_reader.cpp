#include "detail/config_reader.hpp"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <set>
#include <utility>

namespace cyclers::detail {

std::optional<double> number(std::string const& text) {
  double value = 0;
  auto const [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  bool const whole = failed == std::errc() && end == text.data() + text.size();
  return whole && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

std::optional<long> whole_number(std::string const& text, long least, long most) {
  auto const value = number(text);
  if (!value || *value != std::floor(*value)) return std::nullopt;
  bool const fits = *value >= static_cast<double>(least) && *value <= static_cast<double>(most);
  return fits ? std::optional(static_cast<long>(*value)) : std::nullopt;
}

taken take(std::string& into, std::string const& text, bool may_be_empty) {
  if (text.empty() && !may_be_empty) return "a text that is not empty";
  into = text;
  return {};
}

taken take_port(std::uint16_t& into, std::string const& text) {
  auto const port = whole_number(text, 1, 65535);
  if (!port) return "a port, 1 to 65535";
  into = static_cast<std::uint16_t>(*port);
  return {};
}

taken take_channel(std::optional<int>& into, std::string const& text, int highest) {
  auto const value = whole_number(text, 1, highest);
  if (!value) return "a channel as people count, from 1 on";
  into = static_cast<int>(*value);
  return {};
}

taken take_buffer_size(std::string const& text) {
  return whole_number(text, 1, 1L << 30) ? taken()
                                         : "a whole number of bytes; it is of no use here";
}

taken take_timeout(std::optional<double>& into, std::string const& text) {
  auto const value = number(text);
  if (!value || *value < 0.001 || *value > 86400) return "a number in s, 0.001 to 86400";
  into = value;
  return {};
}

sockio::failure wrong_config(std::string_view device, std::string_view file, std::size_t line,
                             std::string problem) {
  sockio::context story;
  story.device = device;
  story.endpoint = line == 0 ? std::string(file) : fmt::format("{}:{}", file, line);
  story.problem = std::move(problem);
  return {make_error_code(sockio::errc::bad_option), std::move(story)};
}

namespace {

std::string known_keys(std::span<any_key const> keys) {
  std::string all;
  for (any_key const& each : keys) all += (all.empty() ? "" : ", ") + std::string(each.name);
  return all;
}

std::size_t line_of(YAML::Mark const& mark) {
  return mark.is_null() ? 0 : static_cast<std::size_t>(mark.line) + 1;
}

/// Says what is wrong at some place of a file.
struct complaint {
  std::string_view file;
  std::string_view device;

  sockio::failure operator()(YAML::Mark const& mark, std::string problem) const {
    return wrong_config(device, file, line_of(mark), std::move(problem));
  }
};

sockio::result<void> take_keys(YAML::Node const& from, complaint const& wrong,
                               keys_taken_to const& to) {
  if (!from.IsMap()) return wrong(from.Mark(), "keys with values are expected");
  std::set<std::string> seen;
  for (auto const& each : from) {
    auto const& name = each.first.Scalar();
    auto const found = std::find_if(to.keys.begin(), to.keys.end(),
                                    [&](any_key const& k) { return k.name == name; });
    if (found == to.keys.end())
      return wrong(each.first.Mark(),
                   fmt::format("there is no key '{}'; there are {}", name, known_keys(to.keys)));
    if (!seen.insert(name).second)
      return wrong(each.first.Mark(), fmt::format("{} is there twice", name));
    bool const plain = each.second.IsScalar() || each.second.IsNull();
    auto const value = each.second.IsNull() || !plain ? std::string() : each.second.Scalar();
    auto const key = static_cast<std::size_t>(found - to.keys.begin());
    auto const expected = plain ? to.take(to.config, key, value) : "one value";
    if (!expected.empty())
      return wrong(each.second.Mark(), fmt::format("{} is '{}' where {} is expected", name,
                                                   !plain             ? "several values"
                                                   : found->is_secret ? "(a secret)"
                                                                      : value,
                                                   expected));
  }
  return {};
}

/// Parses a text whose values do not nest deep: that would cost the parser its stack.
template <class Take>
sockio::result<void> parsed(std::string_view text, std::ptrdiff_t most_brackets,
                            complaint const& wrong, Take take) {
  auto const brackets =
      std::count_if(text.begin(), text.end(), [](char c) { return c == '[' || c == '{'; });
  if (brackets > most_brackets) return wrong(YAML::Mark::null_mark(), "brackets where none belong");
  try {
    return take(YAML::Load(std::string(text)));
  } catch (YAML::Exception const& error) {
    return wrong(error.mark, error.msg);
  }
}

}  // namespace

sockio::result<void> read_keys(std::string_view text, std::string_view file,
                               std::string_view device, keys_taken_to const& to) {
  complaint const wrong{file, device};
  return parsed(text, 100, wrong,
                [&](YAML::Node const& root) { return take_keys(root, wrong, to); });
}

sockio::result<void> read_items(std::string_view text, std::string_view file,
                                std::string_view device, void* list,
                                keys_taken_to (*add)(void* list),
                                std::string (*contradiction)(void* list)) {
  complaint const wrong{file, device};
  return parsed(text, 10'000, wrong, [&](YAML::Node const& root) -> sockio::result<void> {
    if (!root.IsSequence()) return wrong(root.Mark(), "a list is expected: lines with - before");
    for (auto const& item : root) {
      if (auto const read = take_keys(item, wrong, add(list)); !read) return read.error();
      if (auto against = contradiction(list); !against.empty())
        return wrong(item.Mark(), std::move(against));
    }
    return {};
  });
}

std::string load_text(std::filesystem::path const& file) {
  std::ifstream in(file, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  std::error_code unknown;
  if (!in.is_open() || std::filesystem::is_directory(file, unknown))
    throw sockio::failure(sockio::errc::bad_option,
                          {.endpoint = file.string(), .problem = "the file cannot be read"});
  return text;
}

void lacks(std::string_view device, std::string_view key) {
  throw sockio::failure(
      sockio::errc::bad_option,
      {.device = std::string(device), .problem = fmt::format("the configuration lacks {}", key)});
}

}  // namespace cyclers::detail
