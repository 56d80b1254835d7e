#include "detail/problem.hpp"

#include <fmt/format.h>

namespace cryocon::detail {

sockio::failure bad_reply(std::string_view expected, std::string_view received) {
  sockio::context story;
  story.problem = fmt::format("expected {}, got '{}'", expected, sockio::printable(received));
  return {sockio::errc::bad_reply, std::move(story)};
}

sockio::failure bad_value(property_info const& property, std::string_view expected,
                          std::string_view given) {
  return bad_value(fmt::format("{} cannot be '{}': expected {}", property.name,
                               sockio::printable(given), expected));
}

sockio::failure bad_value(std::string problem) {
  sockio::context story;
  story.problem = std::move(problem);
  return {sockio::errc::bad_value, std::move(story)};
}

}  // namespace cryocon::detail
