#include "cryocon/protocol/codec.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cryocon/protocol/blocks.hpp"
#include "cryocon/protocol/command.hpp"
#include "cryocon/text.hpp"
#include "detail/problem.hpp"
#include "detail/text_tools.hpp"

namespace cryocon::protocol {
namespace {

using detail::bad_reply;
using detail::bad_value;
using detail::trim;
using detail::unquote;

template <class T>
value of(T what) {
  return value(std::in_place_type<T>, std::move(what));
}

bool only(std::string_view text, char wanted) {
  return text.size() >= 3 && text.find_first_not_of(wanted) == std::string_view::npos;
}

/// Reads the texts that stand for a reading that is not there, with or without a unit letter behind
/// them.
std::optional<validity> no_number(std::string_view text) {
  text = trim(text);
  if (detail::same(text, "N/A") || detail::same(text, "NA")) return validity::not_available;
  if (!text.empty() && detail::is_alpha(text.back())) text = trim(text.substr(0, text.size() - 1));
  if (only(text, '-')) return validity::sensor_fault;
  if (only(text, '.')) return validity::out_of_range;
  return std::nullopt;
}

/// Are the units that devices glue to numbers.
constexpr std::string_view glued_units[] = {"",
                                            "K",
                                            "C",
                                            "F",
                                            "S",
                                            "V",
                                            "A",
                                            "W",
                                            "%",
                                            "O",
                                            "OHM",
                                            "OHMS",
                                            "HZ",
                                            "RPM",
                                            "SEC",
                                            "MIN",
                                            "DEGC",
                                            "K/MIN",
                                            "\xc2\xb0"
                                            "C",
                                            "\xc2\xb0"
                                            "F",
                                            "\xc2\xb0"
                                            "K",
                                            "\xce\xa9"};

bool is_unit(std::string_view rest) {
  return std::ranges::any_of(glued_units,
                             [&](std::string_view each) { return detail::same(each, rest); });
}

std::optional<double> number_with_unit(std::string_view text) {
  auto const found = detail::read_number(unquote(text));
  return found && is_unit(found->rest) ? std::optional(found->value) : std::nullopt;
}

result<value> parse_switch(std::string_view text, std::string_view yes, std::string_view no) {
  text = trim(text);
  if (detail::same(text, yes) || text == "1") return of(true);
  if (detail::same(text, no) || text == "0") return of(false);
  return bad_reply(fmt::format("{} or {}", yes, no), text);
}

result<value> parse_unlocked(std::string_view text) {
  text = trim(text);
  if (text.empty() || text == "*") return of(!text.empty());
  return bad_reply("a space or an asterisk", text);
}

result<value> parse_integer(std::string_view text) {
  auto const number = number_with_unit(text);
  if (!number || *number != std::trunc(*number) || std::abs(*number) > 1e15)
    return bad_reply("an integer", text);
  return of(static_cast<std::int64_t>(*number));
}

result<value> parse_real(std::string_view text) {
  if (auto const number = number_with_unit(text)) return of(*number);
  return bad_reply("a number", text);
}

result<value> parse_measurement(std::string_view text) {
  if (auto const why = no_number(text)) return of(reading(*why));
  if (auto const number = number_with_unit(text)) return of(reading(*number));
  return bad_reply("a number, -------, ....... or N/A", text);
}

unit unit_of(std::string_view rest) {
  if (rest.starts_with("\xc2\xb0")) rest.remove_prefix(2);
  auto const* known = enumeration_of<unit>().find(rest);
  return known == nullptr ? unit::unknown : static_cast<unit>(known->code);
}

result<value> parse_degrees(std::string_view text) {
  text = trim(text);
  if (auto const why = no_number(text)) {
    auto const last = text.empty() ? text : text.substr(text.size() - 1);
    return of(temperature(reading(*why),
                          *why == validity::not_available ? unit::unknown : unit_of(last)));
  }
  auto const found = detail::read_number(text);
  if (!found || !is_unit(found->rest))
    return bad_reply("a temperature, -------, ....... or N/A", text);
  return of(temperature(found->value, unit_of(found->rest)));
}

result<value> parse_date(std::string_view text) {
  auto const parts = detail::split(unquote(text), '/');
  if (parts.size() == 3) {
    auto const month = detail::whole_integer(parts[0]);
    auto const day = detail::whole_integer(parts[1]);
    auto const year = detail::whole_integer(parts[2]);
    if (month && day && year) {
      date const found{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                       std::chrono::day(static_cast<unsigned>(*day))};
      if (*year < 10000 && *month < 13 && *day < 32 && found.ok()) return of(found);
    }
  }
  return bad_reply("a date as mm/dd/yyyy", text);
}

result<value> parse_time(std::string_view text) {
  auto const parts = detail::split(unquote(text), ':');
  if (parts.size() == 3) {
    auto const hour = detail::whole_integer(parts[0]);
    auto const minute = detail::whole_integer(parts[1]);
    auto const second = detail::whole_integer(parts[2]);
    if (hour && minute && second) {
      if (time_of_day const found{*hour, *minute, *second}; found.ok()) return of(found);
    }
  }
  return bad_reply("a time as hh:mm:ss", text);
}

result<value> parse_channel(std::string_view text) {
  if (auto const index = parse_index(group::input, unquote(text)))
    return of(channel(static_cast<char>(*index)));
  return bad_reply("an input channel, e.g. A", text);
}

result<value> parse_text(std::string_view text) {
  text = unquote(text);
  if (detail::is_printable(text)) return of(std::string(text));
  return bad_reply("printable ASCII", text);
}

result<value> parse_choice(enumeration const& options, std::string_view text) {
  text = unquote(text);
  if (auto const* found = options.find(text))
    return of(choice{found->code, std::string(found->text)});
  bool const speaks = !text.empty() && detail::is_printable(text) && !is_refusal(text);
  if (options.open && speaks) return of(choice{-1, std::string(text)});
  return bad_reply(options.expected(), text);
}

template <class T>
result<value> widened(result<T> found) {
  if (!found) return found.error();
  return of(std::move(*found));
}

result<std::string> format_number(property_info const& property, value const& what) {
  auto const number = number_of(what);
  auto digits = number ? detail::plain_number(*number) : std::nullopt;
  if (!digits) return bad_value(property, "a number of 32 bits", to_text(what));
  if (!property.range.allow(*number)) return bad_value(property, property.range.text(), *digits);
  if (property.kind == value_kind::integer && *number != std::trunc(*number)) {
    return bad_value(property, "an integer", *digits);
  }
  return std::move(*digits);
}

result<std::string> format_switch(property_info const& property, value const& what,
                                  std::string_view yes, std::string_view no) {
  auto const* state = std::get_if<bool>(&what);
  if (state == nullptr) return bad_value(property, fmt::format("{} or {}", yes, no), to_text(what));
  return std::string(*state ? yes : no);
}

result<std::string> format_text(property_info const& property, value const& what) {
  auto const* text = std::get_if<std::string>(&what);
  if (text == nullptr) return bad_value(property, "a text", to_text(what));
  if (!survives_the_wire(*text)) {
    return bad_value(property, "printable ASCII without double quotes and semicolons, and not NACK",
                     *text);
  }
  if (property.range.length != 0 && text->size() > property.range.length) {
    return bad_value(property, property.range.text(), *text);
  }
  return property.kind == value_kind::quoted ? fmt::format("\"{}\"", *text) : *text;
}

result<std::string> format_date(property_info const& property, value const& what) {
  auto const* day = std::get_if<date>(&what);
  if (day == nullptr || !day->ok() || day->year() < std::chrono::year(0)) {
    return bad_value(property, "a date", to_text(what));
  }
  return fmt::format("\"{:02}/{:02}/{:04}\"", static_cast<unsigned>(day->month()),
                     static_cast<unsigned>(day->day()), static_cast<int>(day->year()));
}

result<std::string> format_time(property_info const& property, value const& what) {
  auto const* time = std::get_if<time_of_day>(&what);
  if (time == nullptr || !time->ok()) return bad_value(property, "a time", to_text(what));
  return fmt::format("\"{}\"", to_text(*time));
}

result<std::string> format_channel(property_info const& property, value const& what) {
  auto const* input = std::get_if<channel>(&what);
  if (input == nullptr || input->letter() < 'A' || input->letter() > 'H') {
    return bad_value(property, "an input channel, e.g. A", to_text(what));
  }
  return std::string(1, input->letter());
}

result<std::string> format_choice(property_info const& property, value const& what) {
  auto const* one = std::get_if<choice>(&what);
  auto const text = one == nullptr ? std::string_view{} : property.options->text(one->code);
  if (text.empty()) return bad_value(property, property.options->expected(), to_text(what));
  return std::string(text);
}

/// An instrument may hold an empty curve, but takes none.
result<std::string> format_sent_curve(curve const& what) {
  if (what.points.size() >= curve_points_least) return format_curve(what);
  return bad_value(
      fmt::format("the curve '{}' needs 2 points or more", sockio::printable(what.name)));
}

/// Tells whether a string given for a property is text that has to be read first.
bool is_typed_in(property_info const& property, value const& what) {
  bool const textual = property.kind == value_kind::text || property.kind == value_kind::quoted;
  return !textual && std::holds_alternative<std::string>(what);
}

/// Tells whether a property's value is a number.
bool is_number(property_info const& property) {
  return property.kind >= value_kind::integer && property.kind <= value_kind::set_point;
}

/// Reads what a person typed. A unit is refused: it would be dropped, and 20 C sent as 20 K.
result<value> parse_typed(property_info const& property, std::string const& text) {
  if (!is_number(property)) return parse_value(property, text);
  if (auto const number = detail::whole_number(trim(text))) return of(*number);
  return bad_reply("a number without a unit", text);
}

bool close(double a, double b) {
  return std::abs(a - b) <= 2e-6 * std::max({std::abs(a), std::abs(b), 1e-3});
}

}  // namespace

result<value> parse_value(property_info const& property, std::string_view text) {
  switch (property.kind) {
    case value_kind::none:
      return bad_reply("no value", text);
    case value_kind::on_off:
    case value_kind::engagement:
      return parse_switch(text, "ON", "OFF");
    case value_kind::yes_no:
      return parse_switch(text, "YES", "NO");
    case value_kind::unlocked:
      return parse_unlocked(text);
    case value_kind::integer:
      return parse_integer(text);
    case value_kind::real:
      return parse_real(text);
    case value_kind::measurement:
      return parse_measurement(text);
    case value_kind::degrees:
    case value_kind::set_point:
      return parse_degrees(text);
    case value_kind::text:
    case value_kind::quoted:
      return parse_text(text);
    case value_kind::day:
      return parse_date(text);
    case value_kind::time:
      return parse_time(text);
    case value_kind::channel:
      return parse_channel(text);
    case value_kind::enumeration:
      return parse_choice(*property.options, text);
    case value_kind::curve:
      return widened(parse_curve(text));
    case value_kind::pid_table:
      return widened(parse_pid_table(text));
    case value_kind::records:
      return widened(parse_data_log(text));
  }
  return bad_reply("a value", text);
}

result<std::string> format_value(property_info const& property, value const& what) {
  if (is_typed_in(property, what)) {
    auto const read = parse_typed(property, std::get<std::string>(what));
    if (!read) return bad_value(fmt::format("{}: {}", property.name, read.error().story().problem));
    return format_value(property, *read);
  }
  switch (property.kind) {
    case value_kind::none:
      return std::string{};
    case value_kind::on_off:
    case value_kind::engagement:
      return format_switch(property, what, "ON", "OFF");
    case value_kind::yes_no:
      return format_switch(property, what, "YES", "NO");
    case value_kind::unlocked:
      return format_switch(property, what, "*", " ");
    case value_kind::integer:
    case value_kind::real:
    case value_kind::measurement:
    case value_kind::degrees:
    case value_kind::set_point:
      return format_number(property, what);
    case value_kind::text:
    case value_kind::quoted:
      return format_text(property, what);
    case value_kind::day:
      return format_date(property, what);
    case value_kind::time:
      return format_time(property, what);
    case value_kind::channel:
      return format_channel(property, what);
    case value_kind::enumeration:
      return format_choice(property, what);
    case value_kind::curve:
      if (auto const* one = std::get_if<curve>(&what)) return format_sent_curve(*one);
      return bad_value(property, "a curve", to_text(what));
    case value_kind::pid_table:
      if (auto const* one = std::get_if<pid_table>(&what)) return format_pid_table(*one);
      return bad_value(property, "a PID table", to_text(what));
    case value_kind::records:
      if (auto const* one = std::get_if<log_records>(&what)) return format_data_log(*one);
      return bad_value(property, "records", to_text(what));
  }
  return bad_value(property, "a value", to_text(what));
}

bool same_value(value const& sent, value const& read) {
  if (auto const number = number_of(sent)) {
    auto const other = number_of(read);
    return other && close(*number, *other);
  }
  if (auto const* text = std::get_if<std::string>(&sent)) {
    auto const* other = std::get_if<std::string>(&read);
    return other != nullptr && trim(*text) == trim(*other);
  }
  if (auto const* one = std::get_if<curve>(&sent)) {
    auto const* other = std::get_if<curve>(&read);
    return other != nullptr && same_curve(*one, *other);
  }
  if (auto const* one = std::get_if<pid_table>(&sent)) {
    auto const* other = std::get_if<pid_table>(&read);
    return other != nullptr && same_pid_table(*one, *other);
  }
  return sent == read;
}

}  // namespace cryocon::protocol
