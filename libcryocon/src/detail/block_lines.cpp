#include "detail/block_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cryocon/protocol/command.hpp"
#include "detail/text_tools.hpp"

namespace cryocon::detail {

std::optional<std::string_view> block_lines::next() {
  if (complete_ || rest_.empty()) {
    last_ = {};
    return std::nullopt;
  }
  auto const end = rest_.find('\n');
  last_ = trim(rest_.substr(0, end));
  rest_ = end == std::string_view::npos ? std::string_view{} : rest_.substr(end + 1);
  ++number_;
  if (last_ != ";") return last_;
  complete_ = true;
  return std::nullopt;
}

bool is_block_name(std::string_view name) {
  bool const closes = trim(name) == ";" || protocol::is_refusal(name);
  return !closes && is_printable(name) && name.find('"') == name.npos;
}

bool is_close(double a, double b) {
  return std::abs(a - b) <= 5e-6 * std::max({std::abs(a), std::abs(b), 1e-3});
}

sockio::failure bad_line(block_lines const& lines, std::string_view expected) {
  sockio::context story;
  story.problem = fmt::format("line {}: expected {}, got '{}'", lines.number(), expected,
                              sockio::printable(lines.last(), 60));
  return {sockio::errc::bad_reply, std::move(story)};
}

}  // namespace cryocon::detail
