#include <algorithm>
#include <boost/json/stream_parser.hpp>

#include "config/parse.hpp"

namespace sim::config {

config_result<node> parse_json(std::string_view text, std::string_view file) {
  // Boost.JSON knows what JSON is and yaml-cpp, for which JSON is a dialect, knows the lines.
  boost::json::stream_parser parser;
  boost::system::error_code failed;
  auto const good = parser.write_some(text.data(), text.size(), failed);
  if (!failed && good < text.size() && text.find_first_not_of(" \t\r\n", good) != text.npos)
    failed = boost::json::error::extra_data;
  if (!failed) parser.finish(failed);
  if (failed) {
    auto const before = text.substr(0, good);
    auto const line = 1 + static_cast<int>(std::ranges::count(before, '\n'));
    return config_error{std::string(file), line, "not JSON: " + failed.message()};
  }
  return parse_yaml(text, file);
}

}  // namespace sim::config
