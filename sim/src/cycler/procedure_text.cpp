#include "cycler/procedure_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "config/nearest.hpp"
#include "config/parse.hpp"
#include "config/scalar.hpp"

namespace sim::cycler {
namespace {

using config::shown;

std::vector<std::string> file_keys() { return {"name", "description", "record", "steps"}; }
std::vector<std::string> loop_keys() { return {"from", "times", "cycles"}; }
std::vector<std::string> jump_keys() { return {"to", "if"}; }
std::vector<std::string> chamber_keys() { return {"temperature"}; }

std::string text_of(reading const& of, node const& map, std::string_view key) {
  auto const* value = map.find(key);
  if (value == nullptr || value->what == node::kind::nothing) return {};
  if (!value->is_scalar())
    of.fail(value->line, fmt::format("'{}' of {} must be a text", key, of.where));
  return value->text;
}

node const& needed(reading const& of, node const& map, std::string_view key,
                   std::string_view example) {
  if (auto const* value = map.find(key)) return *value;
  of.fail(map.line, fmt::format("{} has no '{}', e.g. {}", of.where, key, example));
}

assign read_assign(reading const& of, node const& map, std::size_t) {
  if (!map.is_map() || map.entries.empty())
    of.fail(map.line, fmt::format("{} must set VARs, e.g. {{VAR1: 1.5}}", of.where));
  assign to;
  for (auto const& entry : map.entries) {
    auto const variable = read_variable(entry.key, of.most_variable);
    if (!variable)
      of.fail(entry.line, fmt::format("'{}' of {} must be one of VAR1 to VAR{}", shown(entry.key),
                                      of.where, of.most_variable));
    to.to.push_back({*variable, of.number(entry.value, entry.key, dimension::number)});
  }
  return to;
}

loop read_loop(reading const& of, node const& map, std::size_t number) {
  if (!map.is_map())
    of.fail(map.line, fmt::format("{} must be like {{from: 1, times: 3}}", of.where));
  of.check_keys(map, loop_keys());
  loop to{.from = of.step_number(needed(of, map, "from", "from: 1"), "from"),
          .times = of.positive(needed(of, map, "times", "times: 3"), "times", dimension::count)};
  if (to.from >= number)
    of.fail(map.line,
            fmt::format("'from' of {} must be a step before it, not step {}", of.where, to.from));
  if (auto const* counts = map.find("cycles")) {
    auto const value = config::read_boolean(counts->text);
    if (!counts->is_scalar() || !value)
      of.fail(counts->line, fmt::format("'cycles' of {} must be on or off", of.where));
    to.counts_cycles = *value;
  }
  return to;
}

jump read_jump(reading const& of, node const& value, std::size_t) {
  if (!value.is_map()) return {.to = of.step_number(value, "jump")};
  of.check_keys(value, jump_keys());
  jump to{.to = of.step_number(needed(of, value, "to", "to: 3"), "to")};
  if (auto const* when = value.find("if"))
    to.when = read_conditions(of, *when, "if", step_kind::jump);
  return to;
}

chamber read_chamber(reading const& of, node const& map, std::size_t) {
  if (!map.is_map())
    of.fail(map.line, fmt::format("{} must be like {{temperature: 40 C}}", of.where));
  of.check_keys(map, chamber_keys());
  return {of.number(needed(of, map, "temperature", "temperature: 40 C"), "temperature",
                    dimension::temperature)};
}

void must_be_bare(reading const& of, node const& value) {
  if (value.what != node::kind::nothing)
    of.fail(value.line, fmt::format("{} takes nothing", of.where));
}

struct kind {
  std::string_view name;
  action (*read)(reading const& of, node const& value, std::size_t number);
};

template <step_kind Kind>
action drive_of(reading const& of, node const& value, std::size_t) {
  return read_drive(of, value, Kind);
}

constexpr std::array kinds{
    kind{"rest", drive_of<step_kind::rest>},
    kind{"charge", drive_of<step_kind::charge>},
    kind{"discharge", drive_of<step_kind::discharge>},
    kind{"hold", drive_of<step_kind::hold>},
    kind{"set",
         [](reading const& of, node const& value, std::size_t at) -> action {
           return read_assign(of, value, at);
         }},
    kind{"loop",
         [](reading const& of, node const& value, std::size_t at) -> action {
           return read_loop(of, value, at);
         }},
    kind{"jump",
         [](reading const& of, node const& value, std::size_t at) -> action {
           return read_jump(of, value, at);
         }},
    kind{"chamber",
         [](reading const& of, node const& value, std::size_t at) -> action {
           return read_chamber(of, value, at);
         }},
    kind{"pause",
         [](reading const& of, node const& value, std::size_t) -> action {
           must_be_bare(of, value);
           return pause{};
         }},
    kind{"end", [](reading const& of, node const& value, std::size_t) -> action {
           must_be_bare(of, value);
           return finish{};
         }}};

std::vector<std::string> step_keys() {
  std::vector<std::string> keys{"name"};
  for (auto const& one : kinds) keys.emplace_back(one.name);
  return keys;
}

/// Makes `- end` the same as `- end:`.
node as_map(node const& item) {
  if (!item.is_scalar()) return item;
  node map;
  map.what = node::kind::map;
  map.line = item.line;
  node nothing;
  nothing.line = item.line;
  map.entries.push_back({item.text, item.line, nothing});
  return map;
}

step read_step(reading& of, node const& item, std::size_t number) {
  of.where = fmt::format("step {}", number);
  auto const map = as_map(item);
  if (!map.is_map())
    of.fail(item.line,
            fmt::format("{} must be like - rest: {{until: {{time: 10 min}}}}", of.where));
  of.check_keys(map, step_keys());
  step to{.name = text_of(of, map, "name"), .line = map.line};
  kind const* found = nullptr;
  for (auto const& entry : map.entries) {
    if (entry.key == "name") continue;
    auto const& what = *std::ranges::find(kinds, entry.key, &kind::name);
    if (found != nullptr)
      of.fail(entry.line, fmt::format("{} is both a {} and a {}: begin another step with '- {}:'",
                                      of.where, found->name, what.name, what.name));
    found = &what;
    of.where = fmt::format("step {} ({})", number, what.name);
    node value = entry.value;
    value.line = std::max(value.line, entry.line);
    to.what = what.read(of, value, number);
  }
  if (found == nullptr)
    of.fail(map.line, fmt::format("{} does nothing: it needs one of {}", of.where,
                                  fmt::join(step_keys(), ", ")));
  return to;
}

void collect_names(reading& of, node const& list) {
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    auto const* name = list.items[i].find("name");
    if (name == nullptr || !name->is_scalar()) continue;
    if (name->text.empty() || name->text.find_first_not_of("0123456789") == name->text.npos)
      of.fail(name->line, fmt::format("the name of step {} must not be a number: '{}'", i + 1,
                                      shown(name->text)));
    auto const [first, fresh] = of.numbers.emplace(name->text, i + 1);
    if (!fresh)
      of.fail(name->line, fmt::format("steps {} and {} have the same name '{}'", first->second,
                                      i + 1, shown(name->text)));
  }
}

procedure read_root(node const& root, int most_variable) {
  reading of{.most_variable = most_variable, .where = "the procedure"};
  if (!root.is_map())
    of.fail(root.line, "a procedure must hold keys and values, first of all 'steps'");
  of.check_keys(root, file_keys());
  procedure to{.name = text_of(of, root, "name"), .description = text_of(of, root, "description")};
  if (auto const* rule = root.find("record")) of.record = read_record(of, *rule);
  auto const& list = needed(of, root, "steps", "steps: [{rest: {until: {time: 1 h}}}]");
  if (!list.is_list() || list.items.empty())
    of.fail(list.line, "'steps' must be a list of at least one step");
  if (list.items.size() > most_steps)
    of.fail(list.line, fmt::format("a procedure of more than {} steps", most_steps));
  of.steps = list.items.size();
  collect_names(of, list);
  for (auto const& item : list.items) to.steps.push_back(read_step(of, item, to.steps.size() + 1));
  return to;
}

}  // namespace

void reading::fail(int line, std::string what) const {
  throw config_error{.file = {}, .line = line, .what = std::move(what)};
}

void reading::check_keys(node const& map, std::vector<std::string> const& known) const {
  for (auto const& entry : map.entries)
    if (std::ranges::count(known, entry.key) == 0)
      fail(entry.line, fmt::format("unknown key '{}' in {}{}", shown(entry.key), where,
                                   config::suggestion(entry.key, known)));
}

amount reading::number(node const& value, std::string_view key, dimension of) const {
  auto const found = value.is_scalar() ? read_amount(value.text, of, most_variable) : std::nullopt;
  if (found) return *found;
  fail(value.line, fmt::format("'{}' of {} must be {}{}", key, where, looks(of),
                               value.is_scalar() ? fmt::format(", not '{}'", shown(value.text))
                                                 : std::string()));
}

amount reading::positive(node const& value, std::string_view key, dimension of) const {
  auto const found = number(value, key, of);
  if (found.variable == 0 && !(found.factor > 0))
    fail(value.line,
         fmt::format("'{}' of {} must be more than zero, not '{}'", key, where, shown(value.text)));
  return found;
}

std::size_t reading::step_number(node const& value, std::string_view key) const {
  if (value.is_scalar()) {
    if (auto const named = numbers.find(value.text); named != numbers.end()) return named->second;
    auto const number = config::read_integer(value.text);
    if (number && *number >= 1 && *number <= static_cast<std::int64_t>(steps))
      return static_cast<std::size_t>(*number);
  }
  std::vector<std::string> known;
  for (auto const& [name, number] : numbers) known.push_back(name);
  fail(value.line,
       fmt::format("'{}' of {} must be the name of a step or a number from 1 to {}, "
                   "not '{}'{}",
                   key, where, steps, shown(value.text), config::suggestion(value.text, known)));
}

config_result<procedure> read_procedure(std::string_view yaml, std::string_view file,
                                        int most_variable) {
  auto const root = config::parse(yaml, config::language::yaml, file);
  if (!root) return root.error();
  try {
    return read_root(*root, most_variable);
  } catch (config_error& error) {
    error.file = file;
    return error;
  }
}

std::vector<std::string> procedure_keys() {
  std::vector<std::string> all;
  for (auto const& keys :
       {file_keys(), step_keys(), drive_keys(step_kind::charge), drive_keys(step_kind::rest),
        record_keys(), condition_keys(), loop_keys(), jump_keys(), chamber_keys()})
    all.insert(all.end(), keys.begin(), keys.end());
  std::ranges::sort(all);
  all.erase(std::ranges::unique(all).begin(), all.end());
  return all;
}

}  // namespace sim::cycler
