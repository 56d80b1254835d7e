#include "labctl/screen.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "labctl/task.hpp"

namespace labctl {

screen::screen(format how)
    : how_(how), terminal_(how == format::table && ::isatty(STDOUT_FILENO) == 1) {}

void screen::update(std::vector<row> const& rows, std::string_view title) {
  std::string const time = utc_now();
  if (how_ != format::table) {
    if (first_ && how_ == format::csv) fmt::print("{}", sample_header(rows));
    fmt::print("{}", show_sample(rows, time, how_));
  } else {
    std::string const text = fmt::format("{}  {}\n{}", time, title, show(rows, how_));
    if (terminal_ && drawn_ > 0) fmt::print("\x1b[{}A\x1b[J", drawn_);
    fmt::print("{}", text);
    drawn_ = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  }
  first_ = false;
  std::fflush(stdout);
}

}  // namespace labctl
