#include "labctl/output.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <sockio/failure.hpp>

namespace labctl {

void print_out(std::string_view text) {
  bool const whole = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  if (whole && std::fflush(stdout) == 0) return;
  boost::system::error_code const why(errno, boost::system::system_category());
  sockio::context story;
  story.problem = "standard output cannot be written";
  throw sockio::failure(why, std::move(story));
}

void complain(std::string_view text) {
  // Not fmt::print, which throws: whoever cannot be told must not keep a channel from its rest.
  auto const line = fmt::format("labctl: {}\n", text);
  std::fwrite(line.data(), 1, line.size(), stderr);
}

}  // namespace labctl
