#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "cryocon/protocol/blocks.hpp"
#include "detail/block_lines.hpp"
#include "detail/problem.hpp"
#include "detail/text_tools.hpp"

namespace cryocon::protocol {

using detail::bad_line;
using detail::bad_value;
using detail::block_lines;
using detail::plain_number;

namespace {

/// Reads "ACR 1.0MV": a type, and for ACR the default bias next to it (guide p. 120).
bool read_type(std::string_view line, curve& into) {
  auto const parts = detail::words(line);
  if (parts.empty() || parts.size() > 2) return false;
  auto const* type = enumeration_of<sensor_type>().find(parts[0]);
  if (type == nullptr) return false;
  into.type = static_cast<sensor_type>(type->code);
  if (parts.size() == 1) return true;
  auto const* bias = enumeration_of<bias_voltage>().find(parts[1]);
  if (bias == nullptr || into.type != sensor_type::acr) return false;
  into.bias = static_cast<bias_voltage>(bias->code);
  return true;
}

/// The typographic dash of the guide's own example is read as a minus.
std::optional<double> read_multiplier(std::string_view line) {
  constexpr std::string_view dash = "\xe2\x80\x93";
  line = detail::trim(line);
  if (!line.starts_with(dash)) return detail::whole_number(line);
  auto const number = detail::whole_number(line.substr(dash.size()));
  return number ? std::optional(-*number) : std::nullopt;
}

std::optional<curve_point> read_point(std::string_view line) {
  auto const parts = detail::words(line);
  if (parts.size() != 2) return std::nullopt;
  auto const reading = detail::whole_number(parts[0]);
  auto const kelvin = detail::whole_number(parts[1]);
  if (!reading || !kelvin || *kelvin <= 0) return std::nullopt;
  return curve_point{*reading, *kelvin};
}

result<curve> read_header(block_lines& lines) {
  curve found;
  auto const name = detail::unquote(lines.next().value_or("")).substr(0, curve_name_limit);
  if (!detail::is_printable(name)) return bad_line(lines, "a name in printable ASCII");
  found.name = std::string(name);
  auto const type = lines.next();
  if (!type || !read_type(*type, found)) {
    return bad_line(lines, "a sensor type: " + enumeration_of<sensor_type>().expected());
  }
  auto const multiplier = lines.next();
  auto const number = multiplier ? read_multiplier(*multiplier) : std::nullopt;
  if (!number || *number == 0) return bad_line(lines, "a multiplier, e.g. -1.0");
  found.multiplier = *number;
  auto const units = lines.next();
  auto const* unit = units ? enumeration_of<curve_unit>().find(*units) : nullptr;
  if (unit == nullptr) return bad_line(lines, "a unit: " + enumeration_of<curve_unit>().expected());
  found.units = static_cast<curve_unit>(unit->code);
  return found;
}

std::string problem_of(curve const& what) {
  if (what.name.size() > curve_name_limit) return "the name has more than 15 characters";
  if (!detail::is_block_name(what.name)) return "the name has characters that cannot be sent";
  if (what.points.size() > curve_points_most) return "a curve has 200 points at most";
  if (what.type == sensor_type::unknown) return "the sensor type is unknown";
  if (!plain_number(what.multiplier) || what.multiplier == 0)
    return "the multiplier is no number but zero";
  auto const bad = [](curve_point const& p) {
    return !plain_number(p.reading) || !plain_number(p.temperature) || p.temperature <= 0;
  };
  return std::ranges::any_of(what.points, bad) ? "a point is no number or not above 0 K" : "";
}

std::vector<curve_point> sorted(std::vector<curve_point> points) {
  std::ranges::sort(points, {},
                    [](curve_point const& p) { return std::pair(p.reading, p.temperature); });
  return points;
}

}  // namespace

result<curve> parse_curve(std::string_view text) {
  block_lines lines(text);
  auto found = read_header(lines);
  if (!found) return found;
  while (auto const line = lines.next()) {
    if (auto const point = read_point(*line)) found->points.push_back(*point);
    if (found->points.size() > curve_points_most) return bad_line(lines, "200 points at most");
  }
  if (!lines.complete()) return bad_line(lines, "a line of one semicolon as the end of the curve");
  found->points = sorted(std::move(found->points));
  return found;
}

result<std::string> format_curve(curve const& what) {
  if (auto const problem = problem_of(what); !problem.empty()) {
    return bad_value(
        fmt::format("the curve '{}' cannot be sent: {}", sockio::printable(what.name), problem));
  }
  auto const type = enumeration_of<sensor_type>().text(static_cast<int>(what.type));
  auto text = fmt::format("{}\n{}", what.name, type);
  bool const biased = what.type == sensor_type::acr && what.bias != bias_voltage::not_available &&
                      what.bias != bias_voltage::unknown;
  if (biased)
    text += fmt::format(" {}", enumeration_of<bias_voltage>().text(static_cast<int>(what.bias)));
  text += fmt::format("\n{}\n{}\n", *plain_number(what.multiplier),
                      enumeration_of<curve_unit>().text(static_cast<int>(what.units)));
  for (auto const& point : sorted(what.points))
    text += fmt::format("{} {}\n", *plain_number(point.reading), *plain_number(point.temperature));
  return text + ";\n";
}

bool same_curve(curve const& a, curve const& b) {
  bool const head = detail::trim(a.name) == detail::trim(b.name) && a.type == b.type &&
                    a.units == b.units && detail::is_close(a.multiplier, b.multiplier);
  return head &&
         std::ranges::equal(sorted(a.points), sorted(b.points), [](auto const& p, auto const& q) {
           return detail::is_close(p.reading, q.reading) &&
                  detail::is_close(p.temperature, q.temperature);
         });
}

}  // namespace cryocon::protocol
