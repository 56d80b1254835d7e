#include "config/parse.hpp"

#include <fmt/format.h>

namespace sim::config {

config_result<node> parse(std::string_view text, language written_in, std::string_view file) {
  if (text.size() > most_bytes)
    return config_error{std::string(file), 0,
                        fmt::format("the file is larger than {} bytes", most_bytes)};
  switch (written_in) {
    case language::yaml:
      return parse_yaml(text, file);
    case language::toml:
      return parse_toml(text, file);
    case language::json:
      return parse_json(text, file);
  }
  return config_error{std::string(file), 0, "unknown language"};
}

}  // namespace sim::config
