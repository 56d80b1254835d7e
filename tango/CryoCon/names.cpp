#include "CryoCon/names.hpp"

#include <algorithm>
#include <string_view>

namespace cryocon_server {

namespace {

using cryocon::property_info;
using cryocon::target;
using cryocon::value_kind;
using servers::attribute_plan;
using servers::kind;

/// Says what an attribute is called that people know by another name than its path; % is the index.
struct alias {
  std::string_view path;  ///< As cryocon::find() takes it.
  std::string_view name;
  std::string_view label;
  std::string_view unit{};  ///< When it is not the table's.
};

constexpr alias aliases[] = {
    {"idn", "idn", "ID"},
    {"control", "control", "Control"},
    {"input.%.temperature", "channel%", "Channel %"},
    {"loop.%.output_power", "loop%output", "Loop % Output"},
    {"loop.%.range", "loop%range", "Loop % Range"},
    {"loop.%.rate", "loop%rate", "Loop % Rate"},
    {"loop.%.ramp", "loop%ramp", "Loop % Ramp"},
    {"loop.%.type", "loop%type", "Loop % Type"},
    {"loop.%.set_point", "loop%setpoint", "Loop % SetPoint"},
    {"loop.%.proportional_gain", "loop%pgain", "Loop % P gain"},
    {"loop.%.integrator_gain", "loop%igain", "Loop % I gain"},
    {"loop.%.differentiator_gain", "loop%dgain", "Loop % D gain", "Hz"},
};

std::string with_index(std::string_view pattern, std::string_view index) {
  std::string text(pattern);
  if (auto const at = text.find('%'); at != text.npos) text.replace(at, 1, index);
  return text;
}

std::string index_text(cryocon::group_info const& group, int index) {
  return group.index == 'A' ? std::string(1, static_cast<char>(index)) : std::to_string(index);
}

kind kind_of(value_kind what) {
  switch (what) {
    case value_kind::on_off:
    case value_kind::yes_no:
    case value_kind::engagement:
    case value_kind::unlocked:
      return kind::boolean;
    case value_kind::integer:
      return kind::integer;
    case value_kind::real:
    case value_kind::measurement:
    case value_kind::degrees:
    case value_kind::set_point:
      return kind::number;
    default:
      return kind::text;
  }
}

/// Returns the unit that an attribute has for good: temperatures are kelvin, whatever the front
/// panel displays.
std::string unit_of(property_info const& property) {
  if (property.unit == "none") return {};
  std::string_view constexpr display = "display";
  bool const displayed = property.unit.starts_with(display);
  return displayed ? "K" + std::string(property.unit.substr(display.size()))
                   : std::string(property.unit);
}

attribute_plan plan_of(target what) {
  property_info const& property = *what.property;
  attribute_plan plan;
  plan.name = cryocon::path_of(what);
  std::ranges::replace(plan.name, '.', '_');
  plan.label = cryocon::path_of(what);
  plan.unit = unit_of(property);
  plan.doc = property.doc;
  plan.kind = kind_of(property.kind);
  plan.writable = property.writable();
  plan.expert = true;
  // Limits that depend on the display unit are the controller's to refuse.
  bool const bounded = plan.kind == kind::number || plan.kind == kind::integer;
  if (bounded && plan.writable && !is_degrees(property)) {
    if (property.range.least > -std::numeric_limits<double>::infinity())
      plan.least = property.range.least;
    if (property.range.most < std::numeric_limits<double>::infinity())
      plan.most = property.range.most;
  }
  return plan;
}

template <class F>
void for_each_member(property_info const& property, F use) {
  auto const& group = cryocon::info(property.where);
  if (group.index == 0) return use(target{&property, 0}, std::string());
  for (int i = group.first; i <= group.last; ++i)
    if (property.has_index(i)) use(target{&property, i}, index_text(group, i));
}

void add_alias(alias const& known, std::vector<entry>& all) {
  auto const sample =
      cryocon::find(with_index(known.path, known.path.starts_with("input") ? "A" : "1"));
  for_each_member(*sample.value().property, [&](target what, std::string const& index) {
    attribute_plan plan = plan_of(what);
    plan.name = with_index(known.name, index);
    plan.label = with_index(known.label, index);
    if (!known.unit.empty()) plan.unit = known.unit;
    plan.expert = false;
    plan.moves = true;
    all.push_back({what, std::move(plan)});
  });
}

std::vector<entry> make_entries() {
  std::vector<entry> all;
  for (alias const& each : aliases) add_alias(each, all);
  std::size_t const named = all.size();
  for (property_info const& property : cryocon::registry()) {
    if (!property.readable()) continue;
    for_each_member(property, [&](target what, std::string const&) {
      auto const first = all.begin();
      auto const last = first + static_cast<std::ptrdiff_t>(named);
      if (std::ranges::find(first, last, what, &entry::target) == last)
        all.push_back({what, plan_of(what)});
    });
  }
  return all;
}

/// Makes "InputClearAlarm" of "input" and "clear_alarm".
std::string command_name(property_info const& property) {
  std::string text;
  auto const& group = cryocon::info(property.where);
  if (group.index != 0 || property.where >= cryocon::group::config)
    text = std::string(group.name) + "_";
  text += property.name;
  std::string name;
  bool upper = true;
  for (char const c : text) {
    if (c == '_')
      upper = true;
    else
      name += std::exchange(upper, false) ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return name;
}

std::vector<order> make_orders() {
  std::vector<order> all;
  for (property_info const& property : cryocon::registry())
    if (property.allowed == cryocon::access::command)
      all.push_back({&property, command_name(property)});
  return all;
}

}  // namespace

bool is_degrees(cryocon::property_info const& property) {
  return property.kind == value_kind::degrees || property.kind == value_kind::set_point;
}

std::vector<entry> const& entries() {
  static std::vector<entry> const all = make_entries();
  return all;
}

std::size_t entry_of(target what) {
  auto const& all = entries();
  return static_cast<std::size_t>(std::ranges::find(all, what, &entry::target) - all.begin());
}

std::vector<order> const& orders() {
  static std::vector<order> const all = make_orders();
  return all;
}

}  // namespace cryocon_server
