#include <fmt/format.h>
#include <toml++/toml.h>

#include "config/parse.hpp"
#include "config/scalar.hpp"
#include "config/tree_builder.hpp"

namespace sim::config {
namespace {

int line_of(toml::source_region const& where) { return static_cast<int>(where.begin.line); }

template <class Value>
std::string text_of(Value const& value) {
  if constexpr (std::is_same_v<Value, toml::value<std::string>>) {
    return value.get();
  } else {
    return fmt::format("{}", value.get());
  }
}

void walk(tree_builder& build, toml::node const& from) {
  int const line = line_of(from.source());
  from.visit([&](auto const& value) {
    using type = std::remove_cvref_t<decltype(value)>;
    if constexpr (std::is_same_v<type, toml::table>) {
      build.begin(node::kind::map, line);
      for (auto const& [key, inner] : value) {
        build.key(key.str(), line_of(key.source()));
        walk(build, inner);
      }
      build.end();
    } else if constexpr (std::is_same_v<type, toml::array>) {
      build.begin(node::kind::list, line);
      for (auto const& inner : value) walk(build, inner);
      build.end();
    } else if constexpr (toml::is_chronological<type>) {
      build.fail(line, "a date or time has no place here");
    } else {
      build.scalar(text_of(value), line);
    }
  });
}

}  // namespace

config_result<node> parse_toml(std::string_view text, std::string_view file) {
  try {
    auto const table = toml::parse(text);
    tree_builder build(file);
    walk(build, table);
    return build.take();
  } catch (config_error const& error) {
    return error;
  } catch (toml::parse_error const& error) {
    return config_error{std::string(file), line_of(error.source()),
                        shown(error.description(), most_words)};
  } catch (std::exception const& error) {
    return config_error{std::string(file), 0, shown(error.what(), most_words)};
  }
}

}  // namespace sim::config
