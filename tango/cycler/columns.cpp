#include "cycler/columns.hpp"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <cmath>
#include <limits>
#include <optional>

namespace cycler_server {

namespace {

namespace json = boost::json;
using cyclers::reading;
using cyclers::protocol::field;
using cyclers::protocol::layout;
using servers::attribute_plan;
using servers::datum;
using servers::kind;
using servers::shape;

/// Is the most channels that a spectrum has.
constexpr long most_channels = 4096;
/// Is the most elements that a channel has in an image, such as temperatures.
constexpr long most_elements = 256;

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

column neutral(char const* name, kind of, char const* unit, char const* doc,
               std::function<datum(reading const&)> take) {
  column made;
  made.plan = {.name = name,
               .label = name,
               .unit = unit,
               .doc = doc,
               .kind = of,
               .shape = shape::spectrum,
               .moves = true,
               .width = most_channels};
  made.of = [take = std::move(take)](int, row const& one) {
    return one.reading ? take(*one.reading) : datum();
  };
  return made;
}

template <class T>
std::function<datum(reading const&)> optional_number(std::optional<T> reading::* member) {
  return [member](reading const& one) {
    auto const& value = one.*member;
    return value ? datum(static_cast<double>(*value)) : datum();
  };
}

/// Reads one field of a record through its JSON, the form that every field has.
datum element(field const& what, void const* record) {
  if (!what.is_present(record)) return {};
  std::string text;
  cyclers::protocol::json_writer out(text, cyclers::protocol::not_finite::null);
  what.ops->write_json(out, what.at_const(record));
  json::error_code failed;
  auto const value = json::parse(text, failed);
  if (failed) return {};
  auto const number = [](json::value const& from) {
    return from.is_number() ? from.to_number<double>() : unknown;
  };
  if (value.is_bool()) return value.get_bool() ? 1.0 : 0.0;
  if (value.is_number()) return number(value);
  if (value.is_string()) return std::string(value.get_string());
  if (!value.is_array()) return {};
  std::vector<double> list;
  for (auto const& each : value.get_array()) {
    auto const* const object = each.if_object();
    // Of an auxiliary input the first member is what it reads.
    list.push_back(object && !object->empty() ? number(object->begin()->value()) : number(each));
  }
  return list;
}

/// Is the way from a record to a field that stands in a struct of it.
using path = std::vector<field const*>;

datum element_at(path const& way, void const* record) {
  for (std::size_t i = 0; i + 1 < way.size(); ++i) {
    if (!way[i]->is_present(record)) return {};
    record = way[i]->at_const(record);
  }
  return element(*way.back(), record);
}

bool is_shown(field const& what) {
  return what.has(cyclers::protocol::forms::json_only) && !what.secret;
}

column record_column(path const& way, void const* empty_parent) {
  field const& what = *way.back();
  column made;
  made.plan = {.name = "record_" + std::string(what.name),
               .label = std::string(what.key),
               .unit = what.unit == "none" ? "" : std::string(what.unit),
               .doc = std::string(what.doc),
               .kind = kind::number,
               .shape = shape::spectrum,
               .expert = true,
               .moves = true,
               .width = most_channels};
  if (what.ops->nested ||
      std::holds_alternative<std::vector<double>>(element(what, empty_parent))) {
    made.plan.shape = shape::image;
    made.plan.width = most_elements;
    made.plan.height = most_channels;
  } else if (std::holds_alternative<std::string>(element(what, empty_parent))) {
    made.plan.kind = kind::text;
  }
  made.of = [way](int, row const& one) {
    return one.record ? element_at(way, one.record.get()) : datum();
  };
  return made;
}

void add_columns(layout const& form, void const* empty, path const& parent,
                 std::vector<column>& all) {
  for (field const& each : form.fields) {
    if (!is_shown(each)) continue;
    path way = parent;
    way.push_back(&each);
    if (each.inlined && each.ops->nested)
      add_columns(*each.ops->nested, each.at_const(empty), way, all);
    else
      all.push_back(record_column(way, empty));
  }
}

double number_of(datum const& element) {
  auto const* number = std::get_if<double>(&element);
  return number ? *number : unknown;
}

std::string text_of(datum const& element) {
  auto const* text = std::get_if<std::string>(&element);
  return text ? *text : std::string();
}

servers::number_table table_of(column const& what, rows const& of) {
  std::vector<std::vector<double>> lines;
  servers::number_table table;
  for (auto const& [channel, one] : of) {
    auto const element = what.of(channel, one);
    auto const* list = std::get_if<std::vector<double>>(&element);
    lines.push_back(list ? *list : std::vector<double>());
    table.width = std::max(table.width, lines.back().size());
  }
  table.width = std::min<std::size_t>(table.width, most_elements);
  table.height = table.width > 0 ? lines.size() : 0;
  for (auto& each : lines) {
    each.resize(table.width, unknown);
    table.numbers.insert(table.numbers.end(), each.begin(), each.end());
  }
  return table;
}

}  // namespace

std::vector<column> reading_columns() {
  std::vector<column> all;
  column channel = neutral("Channel", kind::integer, "", "Numbers of the channels.", nullptr);
  channel.of = [](int number, row const&) { return datum(std::int64_t{number}); };
  all.push_back(std::move(channel));
  all.push_back(neutral("Voltage", kind::number, "V", "Voltage of each channel.",
                        [](reading const& one) { return datum(one.voltage); }));
  all.push_back(neutral("Current", kind::number, "A",
                        "Current of each channel, positive when it charges.",
                        [](reading const& one) { return datum(one.current); }));
  all.push_back(neutral("Capacity", kind::number, "Ah", "Charge as the cycler counts it.",
                        optional_number(&reading::capacity)));
  all.push_back(neutral("Energy", kind::number, "Wh", "Energy as the cycler counts it.",
                        optional_number(&reading::energy)));
  all.push_back(neutral("Temperature", kind::number, "degC", "Temperature of each cell.",
                        optional_number(&reading::temperature)));
  all.push_back(
      neutral("Activity", kind::text, "", "What each channel does, e.g. charging.",
              [](reading const& one) { return datum(std::string(cyclers::to_text(one.status))); }));
  all.push_back(neutral("StatusText", kind::text, "", "What the cycler calls it.",
                        [](reading const& one) { return datum(one.status_text); }));
  all.push_back(
      neutral("Step", kind::number, "", "Number of the step.", optional_number(&reading::step)));
  all.push_back(
      neutral("Cycle", kind::number, "", "Number of the cycle.", optional_number(&reading::cycle)));
  all.push_back(neutral("TestTime", kind::number, "s", "Time since the test's start.",
                        optional_number(&reading::test_time)));
  all.push_back(neutral("StepTime", kind::number, "s", "Time since the step's start.",
                        optional_number(&reading::step_time)));
  all.push_back(neutral("TestName", kind::text, "", "Name of the test.",
                        [](reading const& one) { return datum(one.test_name); }));
  column error = neutral("Error", kind::text, "", "Why a channel could not be read.", nullptr);
  error.of = [](int, row const& one) {
    return datum(one.reading ? std::string() : std::string(one.reading.error().what()));
  };
  all.push_back(std::move(error));
  column table = neutral("Measurements", kind::number, "",
                         "A row for each channel: V, A (positive charges), Ah, Wh, degC.", nullptr);
  table.plan.shape = shape::image;
  table.plan.width = 5;
  table.plan.height = most_channels;
  table.of = [](int, row const& one) {
    if (!one.reading) return datum(std::vector<double>(5, unknown));
    reading const& now = *one.reading;
    return datum(std::vector<double>{now.voltage, now.current, now.capacity.value_or(unknown),
                                     now.energy.value_or(unknown),
                                     now.temperature.value_or(unknown)});
  };
  all.push_back(std::move(table));
  return all;
}

std::vector<column> record_columns(layout const& form, void const* empty) {
  std::vector<column> all;
  add_columns(form, empty, {}, all);
  return all;
}

datum collect(column const& what, rows const& of) {
  if (what.plan.shape == shape::image) return table_of(what, of);
  std::vector<double> numbers;
  std::vector<std::int64_t> integers;
  std::vector<std::string> texts;
  for (auto const& [channel, one] : of) {
    auto const element = what.of(channel, one);
    switch (what.plan.kind) {
      case kind::integer:
        integers.push_back(std::get<std::int64_t>(element));
        break;
      case kind::text:
        texts.push_back(text_of(element));
        break;
      case kind::boolean:
      case kind::number:
        numbers.push_back(number_of(element));
        break;
    }
  }
  if (what.plan.kind == kind::integer) return integers;
  if (what.plan.kind == kind::text) return texts;
  return numbers;
}

}  // namespace cycler_server
