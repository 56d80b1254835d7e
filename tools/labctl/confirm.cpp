#include "labctl/confirm.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <iostream>

#include "labctl/exit.hpp"

namespace labctl {

void confirm(std::string_view what, std::string const& word, bool yes) {
  if (yes) return;
  if (::isatty(STDIN_FILENO) != 1)
    throw usage_error(fmt::format("{}; say that it is meant with --yes", what));
  fmt::print(stderr, "{}.\nType {} to go on: ", what, word);
  std::string typed;
  std::getline(std::cin, typed);
  if (typed != word) throw usage_error("nothing was sent");
}

}  // namespace labctl
