#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "config/scalar.hpp"
#include "cycler/procedure_text.hpp"

namespace sim::cycler {
namespace {

using config::shown;

/// Says which side of a bound ends a step when the condition itself does not.
enum class side { above, below, by_direction, must_say };

struct known_quantity {
  std::string_view key;
  quantity of;
  dimension in;
  side usual;
};

constexpr std::array known_quantities{
    known_quantity{"time", quantity::time, dimension::time, side::above},
    known_quantity{"test_time", quantity::test_time, dimension::time, side::above},
    known_quantity{"cycle", quantity::cycle, dimension::count, side::above},
    known_quantity{"voltage", quantity::voltage, dimension::voltage, side::by_direction},
    known_quantity{"current", quantity::current, dimension::current, side::below},
    known_quantity{"power", quantity::power, dimension::power, side::below},
    known_quantity{"capacity", quantity::capacity, dimension::capacity, side::above},
    known_quantity{"energy", quantity::energy, dimension::energy, side::above},
    known_quantity{"temperature", quantity::temperature, dimension::temperature, side::above}};

bool needs_current(quantity of) {
  return of == quantity::current || of == quantity::power || of == quantity::capacity ||
         of == quantity::energy;
}

bool usual_side(reading const& of, node::entry const& entry, side usual, step_kind kind) {
  if (usual == side::by_direction && kind == step_kind::charge) return true;
  if (usual == side::by_direction && kind == step_kind::discharge) return false;
  if (usual == side::above) return true;
  if (usual == side::below && kind != step_kind::jump) return false;
  of.fail(entry.line,
          fmt::format("'{}' of {} must say above or below: {}: above {}", shown(entry.key),
                      of.where, shown(entry.key), shown(entry.value.text)));
}

condition read_bound(reading const& of, node::entry const& entry, step_kind kind,
                     known_quantity const& what) {
  if (!entry.value.is_scalar())
    of.fail(entry.line,
            fmt::format("'{}' of {} must be {}", shown(entry.key), of.where, looks(what.in)));
  if (kind == step_kind::rest && needs_current(what.of))
    of.fail(entry.line, fmt::format("'{}' of {} cannot end a step without current",
                                    shown(entry.key), of.where));
  condition to{.of = what.of};
  std::string_view text = entry.value.text;
  auto const said = take_side(text);
  node bound = entry.value;
  bound.text = text;
  to.bound = of.number(bound, entry.key, what.in);
  to.above = said ? *said : usual_side(of, entry, what.usual, kind);
  constexpr double shortest = std::chrono::duration<double>(shortest_step).count();
  if (what.of == quantity::time && to.bound.variable == 0 && to.bound.factor < shortest)
    of.fail(entry.line, fmt::format("'{}' of {} must be 10 ms at least, not '{}'", entry.key,
                                    of.where, shown(entry.value.text)));
  return to;
}

condition read_condition(reading const& of, node::entry const& entry, step_kind kind) {
  if (auto const variable = read_variable(entry.key, of.most_variable)) {
    auto to =
        read_bound(of, entry, kind, {"VAR", quantity::variable, dimension::number, side::must_say});
    to.variable = *variable;
    return to;
  }
  auto const found = std::ranges::find(known_quantities, entry.key, &known_quantity::key);
  if (found != known_quantities.end()) return read_bound(of, entry, kind, *found);
  node only;
  only.entries.push_back(entry);
  of.check_keys(only, condition_keys());
  of.fail(entry.line, fmt::format("'{}' of {} is no condition", shown(entry.key), of.where));
}

void add_conditions(reading const& of, node const& map, step_kind kind,
                    std::vector<condition>& to) {
  if (!map.is_map() || map.entries.empty())
    of.fail(map.line, fmt::format("{} needs conditions, e.g. {{time: 10 min}}", of.where));
  std::size_t next = 0;
  auto const first = to.size();
  for (auto const& entry : map.entries) {
    if (entry.key == "goto" && kind != step_kind::jump)
      next = of.step_number(entry.value, "goto");
    else
      to.push_back(read_condition(of, entry, kind));
  }
  if (to.size() == first)
    of.fail(map.line, fmt::format("'goto' of {} stands without a condition", of.where));
  if (to.size() > most_conditions)
    of.fail(map.line, fmt::format("{} has more than {} conditions", of.where, most_conditions));
  for (auto i = first; i < to.size(); ++i) to[i].next = next;
}

}  // namespace

std::vector<std::string> condition_keys() {
  std::vector<std::string> keys{"goto", "VAR1"};
  for (auto const& one : known_quantities) keys.emplace_back(one.key);
  return keys;
}

std::vector<condition> read_conditions(reading const& of, node const& value, std::string_view key,
                                       step_kind kind) {
  std::vector<condition> to;
  if (!value.is_list()) {
    add_conditions(of, value, kind, to);
    return to;
  }
  for (auto const& item : value.items) add_conditions(of, item, kind, to);
  if (to.empty()) of.fail(value.line, fmt::format("'{}' of {} is empty", key, of.where));
  return to;
}

}  // namespace sim::cycler
