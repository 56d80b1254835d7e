#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "cryocon/protocol/blocks.hpp"
#include "cryocon/protocol/command.hpp"
#include "detail/block_lines.hpp"
#include "detail/problem.hpp"
#include "detail/text_tools.hpp"

namespace cryocon::protocol {

using detail::bad_line;
using detail::block_lines;
using detail::plain_number;

namespace {

/// Reads the source of a zone: "ChA" or "Default"; false when it is neither.
bool read_source(std::string_view text, pid_zone& into) {
  if (detail::same(text, "Default")) return true;
  auto const index = parse_index(group::input, text);
  if (index) into.source = channel(static_cast<char>(*index));
  return index.has_value();
}

/// Reads a zone; older firmware leaves the source away.
std::optional<pid_zone> read_zone(std::string_view line) {
  auto const parts = detail::words(line);
  if (parts.size() != 5 && parts.size() != 6) return std::nullopt;
  auto const set_point = detail::whole_number(parts[0]);
  auto const p = detail::whole_number(parts[1]);
  auto const i = detail::whole_number(parts[2]);
  auto const d = detail::whole_number(parts[3]);
  auto const* range = enumeration_of<heater_range>().find(parts[4]);
  if (!set_point || !p || !i || !d || range == nullptr || *set_point <= 0) return std::nullopt;
  pid_zone zone{*set_point, *p, *i, *d, static_cast<heater_range>(range->code), {}};
  if (parts.size() == 6 && !read_source(parts[5], zone)) return std::nullopt;
  return zone;
}

bool is_sendable(pid_zone const& zone) {
  bool const numbers = plain_number(zone.p) && plain_number(zone.i) && plain_number(zone.d) &&
                       plain_number(zone.set_point) && zone.set_point > 0;
  bool const gains = zone.p >= 0 && zone.p <= 1000 && zone.i >= 0 && zone.d >= 0 && zone.d <= 1000;
  bool const source =
      !zone.source || (zone.source->letter() >= 'A' && zone.source->letter() <= 'H');
  return numbers && gains && source &&
         !enumeration_of<heater_range>().text(static_cast<int>(zone.range)).empty();
}

bool same_zone(pid_zone const& a, pid_zone const& b) {
  return detail::is_close(a.set_point, b.set_point) && detail::is_close(a.p, b.p) &&
         detail::is_close(a.i, b.i) && detail::is_close(a.d, b.d) && a.range == b.range &&
         a.source == b.source;
}

std::vector<pid_zone> sorted(std::vector<pid_zone> zones) {
  std::ranges::sort(zones, {}, [](pid_zone const& zone) {
    return std::tuple(zone.set_point, zone.p, zone.i, zone.d);
  });
  return zones;
}

std::string source_text(pid_zone const& zone) {
  return zone.source ? fmt::format("Ch{}", zone.source->letter()) : "Default";
}

}  // namespace

result<pid_table> parse_pid_table(std::string_view text) {
  block_lines lines(text);
  pid_table found;
  auto const name = lines.next();
  if (!name || !detail::is_printable(*name)) return bad_line(lines, "a name in printable ASCII");
  found.name = std::string(detail::unquote(*name).substr(0, pid_table_name_limit));
  while (auto const line = lines.next()) {
    if (auto const zone = read_zone(*line)) found.zones.push_back(*zone);
    if (found.zones.size() > pid_zones_most) return bad_line(lines, "16 zones at most");
  }
  if (!lines.complete()) return bad_line(lines, "a line of one semicolon as the end of the table");
  return found;
}

result<std::string> format_pid_table(pid_table const& what) {
  auto const bad = [&](std::string_view why) {
    return detail::bad_value(
        fmt::format("the PID table '{}' cannot be sent: {}", sockio::printable(what.name), why));
  };
  if (what.name.size() > pid_table_name_limit || !detail::is_block_name(what.name))
    return bad("the name has more than 16 characters or some that cannot be sent");
  if (what.zones.size() > pid_zones_most) return bad("it has more than 16 zones");
  auto text = what.name + "\n";
  for (auto const& zone : what.zones) {
    if (!is_sendable(zone))
      return bad(fmt::format("the zone at {} has a value out of range", zone.set_point));
    auto const range = enumeration_of<heater_range>().text(static_cast<int>(zone.range));
    text += fmt::format("{} {} {} {} {} {}\n", *plain_number(zone.set_point), *plain_number(zone.p),
                        *plain_number(zone.i), *plain_number(zone.d), range, source_text(zone));
  }
  return text + ";\n";
}

bool same_pid_table(pid_table const& a, pid_table const& b) {
  return detail::trim(a.name) == detail::trim(b.name) &&
         std::ranges::equal(sorted(a.zones), sorted(b.zones), same_zone);
}

}  // namespace cryocon::protocol
