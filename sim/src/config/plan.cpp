#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>

#include "config/nearest.hpp"
#include "config/parse.hpp"
#include "config/scalar.hpp"
#include "config/transports.hpp"
#include "sim/config.hpp"

namespace sim {
namespace {

using config::shown;

/// Leaves a function of readers with the first thing that is wrong.
struct problem {
  config_error error;
};

[[noreturn]] void fail(int line, std::string what) {
  throw problem{{.file = {}, .line = line, .what = std::move(what)}};
}

template <class T>
T or_fail(config_result<T> result) {
  if (!result) throw problem{result.error()};
  return std::move(*result);
}

std::optional<config::language> language_of(std::string_view file) {
  auto const ends = [&](std::string_view tail) {
    return file.size() > tail.size() &&
           config::same_word(file.substr(file.size() - tail.size()), tail);
  };
  if (ends(".yml") || ends(".yaml")) return config::language::yaml;
  if (ends(".toml")) return config::language::toml;
  if (ends(".json")) return config::language::json;
  return {};
}

node without(node map, std::initializer_list<std::string_view> keys) {
  std::erase_if(map.entries,
                [&](auto const& entry) { return std::ranges::count(keys, entry.key) > 0; });
  return map;
}

/// Fails for a key that must be there; blames the key that was probably meant, if there is one.
node const& needed(node const& map, std::string const& key, std::string_view where,
                   std::string_view example) {
  if (auto const* found = map.find(key); found && found->what != node::kind::nothing) return *found;
  std::vector<std::string> known;
  for (auto const& spec : device_options()) known.push_back(spec.path);
  for (auto const& entry : map.entries)
    if (std::ranges::count(known, entry.key) == 0 && config::nearest(entry.key, known) == key)
      fail(entry.line,
           fmt::format("unknown key '{}' in {}; did you mean '{}'?", shown(entry.key), where, key));
  fail(map.line, fmt::format("{} has no {}, e.g. {}", where, key, example));
}

std::string where_of(node const& map, std::size_t number) {
  auto const* name = map.find("name");
  return name && name->is_scalar() ? fmt::format("device '{}'", shown(name->text))
                                   : fmt::format("device {}", number);
}

device_class const& class_of(node const& map, std::string_view where,
                             std::vector<device_class> const& classes) {
  auto const& name = needed(map, "class", where, "class: CryoCon");
  auto const found = std::ranges::find_if(
      classes, [&](auto const& one) { return config::same_word(one.name, name.text); });
  if (name.is_scalar() && found != classes.end()) return *found;
  std::vector<std::string> known;
  for (auto const& one : classes) known.push_back(one.name);
  fail(name.line, fmt::format("unknown class '{}' of {}{}", shown(name.text), where,
                              config::suggestion(name.text, known)));
}

void refuse_python(node const& map, std::string_view where) {
  for (auto const& entry : map.entries)
    if (entry.key == "module" || entry.key == "package")
      fail(entry.line,
           fmt::format("'{}' of {} is not supported: classes come with labsim, not from Python; "
                       "remove it",
                       entry.key, where));
}

device_plan read_device(node const& map, std::size_t number,
                        std::vector<device_class> const& classes) {
  auto const where = where_of(map, number);
  if (!map.is_map()) fail(map.line, fmt::format("{} must hold keys and values", where));
  refuse_python(map, where);
  device_plan plan{.name = {},
                   .type = class_of(map, where, classes),
                   .options = {},
                   .transports = {},
                   .line = map.line};

  auto table = device_options();
  table.insert(table.end(), plan.type.options.begin(), plan.type.options.end());
  auto const own = or_fail(check_options(without(map, {"transports", "faults"}), table, where));
  auto const& name = needed(map, "name", where, "name: cryo1");
  if (name.text.empty()) fail(name.line, fmt::format("the name of {} is empty", where));
  plan.name = name.text;
  auto const defaults = or_fail(config::read_defaults(own, map.find("faults"), where, {}));
  auto const& transports =
      needed(map, "transports", where, "transports: [{type: tcp, url: ':5000'}]");
  plan.transports =
      or_fail(config::read_transports(transports, where, defaults, plan.type.protocols));
  plan.options = options(without(own.tree(), {"class", "name", "newline", "baudrate"}));
  return plan;
}

void read_devices(node const& list, lab_plan& plan, std::vector<device_class> const& classes) {
  if (!list.is_list()) fail(list.line, "'devices' must be a list of devices");
  config::places places;
  for (auto const& item : list.items) {
    auto device = read_device(item, plan.devices.size() + 1, classes);
    auto const same = std::ranges::find(plan.devices, device.name, &device_plan::name);
    if (same != plan.devices.end())
      fail(device.line, fmt::format("two devices are named '{}', the first in line {}",
                                    shown(device.name), same->line));
    for (auto const& one : device.transports)
      if (auto taken = places.take(one, fmt::format("device '{}'", shown(device.name)));
          !taken.empty())
        fail(device.line, std::move(taken));
    plan.devices.push_back(std::move(device));
  }
  if (plan.devices.empty()) fail(list.line, "'devices' is empty");
}

void read_file_options(node const& root, lab_plan& plan) {
  auto const own = or_fail(check_options(without(root, {"devices"}), file_options(), "the file"));
  plan.speed = own.number("speed", plan.speed);
  plan.seed = static_cast<std::uint64_t>(own.integer("seed", 0));
  constexpr std::array levels{"debug", "info", "warning", "error"};
  auto const level = std::ranges::find(levels, own.text("log_level", ""));
  if (level != levels.end()) plan.level = static_cast<log_level>(level - levels.begin());
}

lab_plan read_root(node const& root, std::vector<device_class> const& classes) {
  lab_plan plan;
  if (!root.is_map()) fail(root.line, "the file must hold keys and values, first of all 'devices'");
  if (auto const* backdoor = root.find("backdoor"))
    fail(backdoor->line,
         "'backdoor' is not supported: there is no Python console to open; remove it");
  read_file_options(root, plan);
  auto const* devices = root.find("devices");
  if (devices == nullptr) fail(root.line, "the file has no 'devices'");
  read_devices(*devices, plan, classes);
  return plan;
}

}  // namespace

config_result<lab_plan> read_plan(std::string_view text, std::string_view file,
                                  std::vector<device_class> const& classes) {
  try {
    auto const written_in = language_of(file);
    if (!written_in) fail(0, "the name of the file must end in .yml, .yaml, .toml or .json");
    auto plan = read_root(or_fail(config::parse(text, *written_in, file)), classes);
    plan.file = file;
    return plan;
  } catch (problem& wrong) {
    wrong.error.file = file;
    return wrong.error;
  }
}

config_result<lab_plan> load_plan(std::filesystem::path const& file,
                                  std::vector<device_class> const& classes) {
  auto const name = file.string();
  std::error_code failed;
  if (!std::filesystem::is_regular_file(file, failed))
    return config_error{name, 0, failed ? failed.message() : "this is not a file"};
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return config_error{name, 0, "cannot be read"};
  std::string text(config::most_bytes + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return read_plan(text, name, classes);
}

}  // namespace sim
