#include "cryocon/protocol/request.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cryocon/properties.hpp"
#include "cryocon/protocol/codec.hpp"
#include "detail/problem.hpp"
#include "detail/text_tools.hpp"

namespace cryocon::protocol {
namespace {

bool is_block(property_info const& property) {
  return property.kind == value_kind::curve || property.kind == value_kind::pid_table ||
         property.kind == value_kind::records;
}

/// A name that was given at the front panel may hold semicolons, and may be empty.
bool is_wordy(property_info const& property) { return property.kind == value_kind::quoted; }

/// Common commands stand first in a line as they are, behind others with a colon (guide p. 87).
std::string rooted(std::string text) { return text.starts_with('*') ? ":" + text : text; }

std::string index_problem(target what) {
  auto const& known = info(what.property->where);
  if (known.index == 'A') {
    bool const letter = what.index >= 'A' && what.index <= 'H';
    return letter ? "" : "an input is named by a letter from A on";
  }
  if (known.index == '1' && (what.index < known.first || what.index > known.last)) {
    return fmt::format("{} {} is not between {} and {}", known.name, what.index, known.first,
                       known.last);
  }
  if (!what.property->has_index(what.index)) {
    return fmt::format("only {} {} to {} have {}", known.name, what.property->range.first,
                       what.property->range.last, what.property->name);
  }
  return {};
}

std::string set_text(operation const& what, std::string const& argument) {
  if (what.property().kind == value_kind::engagement) {
    return argument == "ON" ? ":CONTROL" : ":STOP";
  }
  return address_of(what.what()) + " " + argument;
}

request encode_read(operation const& what, bool with_unit) {
  request out;
  out.text = query_of(what.what());
  out.replies = 1;
  out.wordy = is_wordy(what.property());
  if (is_block(what.property())) {
    out.expects = answer::block;
    out.alone = true;
  } else if (auto const teller = unit_teller(what.what()); teller && with_unit) {
    out.text += ";" + query_of(*teller);
    out.replies = 2;
  }
  return out;
}

/// Sends the lines of a block and asks for their completion, all in one exchange.
request encode_block(operation const& what, std::string const& lines) {
  request out;
  auto const address = what.property().kind == value_kind::curve
                           ? fmt::format(":CALCUR {}", what.what().index)
                           : address_of(what.what());
  out.text = address + "\n" + lines + "*OPC?";
  out.replies = 1;
  out.alone = true;
  return out;
}

result<request> encode_write(operation const& what) {
  auto const argument = format_value(what.property(), what.argument());
  if (!argument) return argument.error();
  request out;
  if (is_block(what.property())) {
    out = encode_block(what, *argument);
  } else {
    out.wordy = is_wordy(what.property());
    out.text = set_text(what, *argument) + ";" + rooted(query_of(what.what()));
    if (out.wordy) out.text += ";:*OPC?";
    out.replies = out.wordy ? 2 : 1;
  }
  return out;
}

result<request> encode_run(operation const& what) {
  request out;
  out.text = address_of(what.what());
  if (what.property().kind != value_kind::none) {
    auto const argument = format_value(what.property(), what.argument());
    if (!argument) return argument.error();
    out.text += " " + *argument;
  }
  if (what.property().cost == effort::silent) {
    out.expects = answer::none;
    out.alone = true;
  } else {
    out.text += ";:*OPC?";
    out.replies = 1;
  }
  return out;
}

bool allowed(operation const& what) {
  switch (what.action()) {
    case verb::read:
      return what.property().readable();
    case verb::write:
      return what.property().writable();
    case verb::run:
      return what.property().allowed == access::command;
  }
  return false;
}

sockio::failure refused(std::string_view reply) {
  sockio::context story;
  story.problem = "the device did not accept the request";
  story.received = sockio::printable(reply);
  story.advice = "see whether the model and its firmware have the command and allow the value now";
  return {sockio::errc::refused, std::move(story)};
}

sockio::failure not_verified(operation const& what, std::string_view reply) {
  auto const sent = format_value(what.property(), what.argument());
  sockio::context story;
  story.problem = fmt::format("{} was sent and '{}' is read back", sent ? *sent : "a value",
                              sockio::printable(detail::trim(reply)));
  story.received = sockio::printable(reply);
  story.advice = "the device did not take the value: see its limits and its present state";
  return {sockio::errc::not_verified, std::move(story)};
}

result<value> decode_completion(std::string_view reply) {
  if (detail::trim(reply) == "1") return value{};
  return detail::bad_reply("1 for the completed operation", reply);
}

result<value> decode_write(operation const& what, std::span<std::string_view const> parts) {
  auto const reply = parts.front();
  if (is_block(what.property())) return decode_completion(reply);
  if (is_wordy(what.property())) {
    auto const complete = decode_completion(parts.back());
    if (!complete) return complete;
  }
  auto const read = parse_value(what.property(), reply);
  if (!read) return read.error();
  if (!confirms(what.property(), what.argument(), reply)) return not_verified(what, reply);
  return value{};
}

result<value> decode_read(operation const& what, std::span<std::string_view const> parts,
                          unit known) {
  bool const bare = what.property().kind == value_kind::text;
  if (bare && detail::trim(parts[0]).empty()) return detail::bad_reply("a text", parts[0]);
  auto read = parse_value(what.property(), parts[0]);
  auto const told = decode_scale(what, parts, known);
  if (!read || !told) return read ? result<value>(told.error()) : read;
  auto const* degrees = std::get_if<temperature>(&*read);
  if (degrees == nullptr || degrees->unit() != unit::unknown) return read;
  return value(std::in_place_type<temperature>, static_cast<reading const&>(*degrees), told->in);
}

/// Counts the decimals of a number as it was printed; nothing for one with an exponent.
std::optional<int> decimals(std::string_view text) {
  text = detail::unquote(text);
  auto const point = text.find('.');
  if (point == std::string_view::npos) return 0;
  auto const rest = text.substr(point + 1);
  auto const end = std::ranges::find_if_not(rest, detail::is_digit);
  bool const exponent = end != rest.end() && detail::upper(*end) == 'E';
  return exponent ? std::nullopt : std::optional(static_cast<int>(end - rest.begin()));
}

/// Printed decimals count as the resolution from two on, and never for more than a thousandth of
/// the value: fewer would let a changed value pass.
bool within_print(double sent, double read, std::string_view reply) {
  auto const printed = decimals(reply);
  double const off = std::abs(sent - read);
  return printed && *printed >= 2 && off <= 0.5000001 * std::pow(10, -*printed) &&
         off <= 1e-3 * std::abs(sent);
}

/// Brings what a person typed to the type of the property.
value typed(property_info const& property, value const& what) {
  auto const* text = std::get_if<std::string>(&what);
  if (text == nullptr) return what;
  auto read = parse_value(property, *text);
  return read ? *read : what;
}

}  // namespace

std::optional<target> unit_teller(target what) {
  auto const& property = *what.property;
  if (!property.unit.starts_with("display") || property.kind == value_kind::set_point) return {};
  switch (property.where) {
    case group::input:
      return target{&info(property_id::input_unit), what.index};
    case group::loop:
      return target{&info(property_id::loop_set_point), what.index};
    case group::relay:
      return target{&info(property_id::relay_source), what.index};
    case group::overtemp:
      return target{&info(property_id::overtemp_source), what.index};
    default:
      return {};
  }
}

result<scale> decode_scale(operation const& what, std::span<std::string_view const> parts,
                           unit known) {
  auto const teller = unit_teller(what.what());
  if (!teller) return scale{};
  if (parts.size() < 2) return scale{known};
  auto const told = parse_value(*teller->property, parts[1]);
  if (!told) return told.error();
  if (auto const* source = std::get_if<channel>(&*told))
    return scale{unit::unknown, source->letter()};
  if (auto const* degrees = std::get_if<temperature>(&*told)) return scale{degrees->unit()};
  return scale{static_cast<unit>(std::get<choice>(*told).code)};
}

bool confirms(property_info const& property, value const& sent, std::string_view reply) {
  auto const read = parse_value(property, reply);
  if (!read) return false;
  auto const wanted = typed(property, sent);
  if (same_value(wanted, *read)) return true;
  auto const a = number_of(wanted);
  auto const b = number_of(*read);
  return a && b && within_print(*a, *b, reply);
}

result<request> encode(operation const& what, bool with_unit) {
  if (auto const problem = index_problem(what.what()); !problem.empty()) {
    return detail::bad_value(problem);
  }
  if (!allowed(what)) {
    return detail::bad_value(fmt::format("{} cannot be {}", path_of(what.what()),
                                         what.action() == verb::read ? "read" : "written"));
  }
  auto out = what.action() == verb::read    ? result<request>(encode_read(what, with_unit))
             : what.action() == verb::write ? encode_write(what)
                                            : encode_run(what);
  if (!out) return out;
  out->sets = what.action() != verb::read;
  out->slow = out->sets && what.property().cost == effort::flash;
  return out;
}

result<value> decode(operation const& what, std::span<std::string_view const> parts, unit known) {
  if (what.property().cost == effort::silent) return value{};
  if (parts.empty()) return detail::bad_reply("a reply", "");
  if (std::ranges::any_of(parts, is_refusal)) return refused(parts[0]);
  switch (what.action()) {
    case verb::read:
      return decode_read(what, parts, known);
    case verb::write:
      return decode_write(what, parts);
    case verb::run:
      return decode_completion(parts[0]);
  }
  return value{};
}

}  // namespace cryocon::protocol
