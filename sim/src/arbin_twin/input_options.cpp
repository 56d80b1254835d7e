#include "arbin_twin/input_options.hpp"

#include <algorithm>
#include <array>

#include "cycler/cell_setup.hpp"

namespace sim::cti {
namespace {

struct input_kind {
  char const* key;
  char const* what;
  int arbin::input_set::* count;
};

constexpr std::array kinds{
    input_kind{"voltage", "voltages", &arbin::input_set::voltage},
    input_kind{"temperature", "temperatures", &arbin::input_set::temperature},
    input_kind{"pressure", "pressures", &arbin::input_set::pressure},
    input_kind{"external", "external charge inputs", &arbin::input_set::external},
    input_kind{"flow", "flow rates", &arbin::input_set::flow},
    input_kind{"analog_output", "analog outputs", &arbin::input_set::analog_output},
    input_kind{"digital_input", "digital inputs", &arbin::input_set::digital_input},
    input_kind{"digital_output", "digital outputs", &arbin::input_set::digital_output},
    input_kind{"humidity", "humidities", &arbin::input_set::humidity},
    input_kind{"safety", "safety inputs", &arbin::input_set::safety},
    input_kind{"ph", "values of pH", &arbin::input_set::ph},
    input_kind{"density", "densities", &arbin::input_set::density}};

// In the order of the enumeration.
std::vector<std::string> const& sources() {
  static std::vector<std::string> const all{"value",       "voltage", "current",
                                            "temperature", "soc",     "capacity"};
  return all;
}

void add_bus(std::vector<option_spec>& table, std::string const& at, std::string const& bus,
             bool has_texts) {
  using enum value_type;
  table.push_back(
      {at + "configuration", text, "", "Name of the configuration of the " + bus + "."});
  auto const each = at + "values.*.";
  table.push_back({each + "unit", text, "", "Unit of a value from the " + bus + "."});
  table.push_back({each + "reads", word, "", "What the value follows; soc is in %.", sources()});
  table.push_back({each + "value", number, "", "What it is when it follows nothing.", {}});
  if (has_texts) table.push_back({each + "text", text, "", "What it is when it is no number."});
}

void add_set(std::vector<option_spec>& table, std::string const& at) {
  bool const all = at == "inputs.";
  for (auto const& one : kinds)
    table.push_back({at + one.key,
                     value_type::integer,
                     all ? "0" : "",
                     std::string("How many auxiliary ") + one.what +
                         (all ? " a channel has." : " the channel of that number has."),
                     {},
                     0,
                     128});
  add_bus(table, at + "can.", "CAN bus", false);
  add_bus(table, at + "smb.", "SMBus", true);
}

arbin::source source_in(options const& from, std::string const& at) {
  auto const word = from.text(at, sources().front());
  auto const found = std::ranges::find(sources(), word);
  return static_cast<arbin::source>(found - sources().begin());
}

std::vector<arbin::signal> signals_in(options const& from, std::string const& bus,
                                      std::vector<arbin::signal> const& otherwise) {
  if (!from.has(bus + "values")) return otherwise;
  std::vector<arbin::signal> all;
  for (auto const& key : from.keys(bus + "values")) {
    auto const at = bus + "values." + key + ".";
    arbin::signal one{.unit = from.text(at + "unit", ""),
                      .reads = source_in(from, at + "reads"),
                      .value = from.number(at + "value", 0)};
    if (from.has(at + "text")) one.text = from.text(at + "text", "");
    all.push_back(std::move(one));
  }
  return all;
}

arbin::input_set set_in(options const& from, std::string const& at, arbin::input_set set) {
  for (auto const& one : kinds)
    set.*one.count = static_cast<int>(from.integer(at + one.key, set.*one.count));
  set.can_configuration = from.text(at + "can.configuration", set.can_configuration);
  set.can = signals_in(from, at + "can.", set.can);
  set.smb_configuration = from.text(at + "smb.configuration", set.smb_configuration);
  set.smb = signals_in(from, at + "smb.", set.smb);
  return set;
}

}  // namespace

void add_input_options(std::vector<option_spec>& table) {
  add_set(table, "inputs.");
  add_set(table, "inputs_on.*.");
}

config_result<input_choice> read_inputs(options const& from, int channels) {
  input_choice choice{.all = set_in(from, "inputs.", {}), .own = {}};
  auto const keys = sim::cycler::read_channel_keys(from, "inputs_on", channels);
  if (!keys) return keys.error();
  for (auto const& [number, key] : *keys)
    choice.own[number] = set_in(from, "inputs_on." + key + ".", choice.all);
  return choice;
}

}  // namespace sim::cti
