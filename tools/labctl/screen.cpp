#include "labctl/screen.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "labctl/output.hpp"
#include "labctl/task.hpp"

namespace labctl {

screen::screen(format how)
    : how_(how), terminal_(how == format::table && ::isatty(STDOUT_FILENO) == 1) {}

void screen::draw(std::string text) {
  auto const lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  if (terminal_ && drawn_ > 0) text.insert(0, fmt::format("\x1b[{}A\x1b[J", drawn_));
  drawn_ = lines;
  first_ = false;
  print_out(text);
}

void screen::update(std::vector<row> const& rows, std::string_view title) {
  std::string const time = utc_now();
  if (how_ == format::table) return draw(fmt::format("{}  {}\n{}", time, title, show(rows, how_)));
  bool const heads = first_ && how_ == format::csv;
  draw((heads ? sample_header(rows) : std::string()) + show_sample(rows, time, how_));
}

void screen::update(std::vector<std::string> const& heading, std::vector<record> const& all,
                    std::string_view title) {
  std::string const time = utc_now();
  if (how_ == format::table)
    return draw(fmt::format("{}  {}\n{}", time, title, show(heading, all, how_)));
  if (how_ == format::json)
    return draw(fmt::format(R"({{"time":"{}","channels":{}}})", time, json_array(all)) + '\n');
  std::string text;
  if (first_) text = "time," + csv_line(heading);
  for (auto const& one : all) text += time + "," + csv_line(one.cells);
  draw(std::move(text));
}

}  // namespace labctl
