#include "labctl/screen.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "labctl/output.hpp"
#include "labctl/task.hpp"

namespace labctl {

screen::screen(format how)
    : how_(how), terminal_(how == format::table && ::isatty(STDOUT_FILENO) == 1) {}

void screen::update(std::vector<row> const& rows, std::string_view title) {
  std::string const time = utc_now();
  std::string text;
  if (how_ != format::table) {
    if (first_ && how_ == format::csv) text = sample_header(rows);
    text += show_sample(rows, time, how_);
  } else {
    text = fmt::format("{}  {}\n{}", time, title, show(rows, how_));
    auto const lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
    if (terminal_ && drawn_ > 0) text.insert(0, fmt::format("\x1b[{}A\x1b[J", drawn_));
    drawn_ = lines;
  }
  print_out(text);
  first_ = false;
}

}  // namespace labctl
