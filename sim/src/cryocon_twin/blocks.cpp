#include "cryocon_twin/blocks.hpp"

#include <fmt/format.h>

#include <iterator>

#include "cryocon/properties.hpp"
#include "cryocon/protocol/blocks.hpp"
#include "cryocon/text.hpp"
#include "cryocon_twin/behaviour.hpp"

namespace sim::cryo {
namespace {

using ::cryocon::value_kind;

// Written here and not by the library: an instrument also sends a curve or table that holds nothing
// yet.
std::string text_of(::cryocon::curve const& what, std::string_view end) {
  std::string out =
      fmt::format("{0}{4}{1}{4}{2:.7g}{4}{3}{4}", what.name, ::cryocon::to_text(what.type),
                  what.multiplier, ::cryocon::to_text(what.units), end);
  for (auto const& point : what.points)
    fmt::format_to(std::back_inserter(out), "{:.7g} {:.7g}{}", point.reading, point.temperature,
                   end);
  return out;
}

std::string text_of(::cryocon::pid_table const& what, std::string_view end) {
  std::string out = fmt::format("{}{}", what.name, end);
  for (auto const& zone : what.zones)
    fmt::format_to(std::back_inserter(out), "{:.7g} {:.7g} {:.7g} {:.7g} {} {}{}", zone.set_point,
                   zone.p, zone.i, zone.d, ::cryocon::to_text(zone.range),
                   zone.source ? fmt::format("Ch{}", zone.source->letter()) : "Default", end);
  return out;
}

}  // namespace

bool is_block(::cryocon::property_info const& property) {
  return property.kind == value_kind::curve || property.kind == value_kind::pid_table ||
         property.kind == value_kind::records;
}

std::string block_text(machine& from, ::cryocon::property_info const& property, int member,
                       std::string_view newline) {
  if (property.kind == value_kind::records) return from.core.log_buffer.text();
  auto const held = behaviour_of(property.id)->get(from, member);
  std::string text;
  if (auto const* curve = std::get_if<::cryocon::curve>(&held)) text = text_of(*curve, newline);
  if (auto const* table = std::get_if<::cryocon::pid_table>(&held)) text = text_of(*table, newline);
  return fmt::format("{};{}", text, newline);
}

bool take_block(machine& into, ::cryocon::property_info const& property, int member,
                std::string_view text) {
  auto const& set = behaviour_of(property.id)->set;
  if (property.kind == value_kind::curve) {
    auto const sent = ::cryocon::protocol::parse_curve(text);
    return sent && sent->points.size() >= ::cryocon::protocol::curve_points_least &&
           set(into, member, *sent);
  }
  auto const sent = ::cryocon::protocol::parse_pid_table(text);
  return sent && set(into, member, *sent);
}

}  // namespace sim::cryo
