#include "cycler/cell_setup.hpp"

#include <fmt/format.h>

#include "config/scalar.hpp"

namespace sim::cycler {
namespace {

void add_cell(std::vector<option_spec>& table, std::string const& at, std::string const& whose) {
  using enum value_type;
  bool const all = at == "cell.";
  table.push_back({at + "chemistry",
                   word,
                   all ? "lg_m50" : "",
                   "Kind of " + whose + ".",
                   {"lg_m50", "kokam_nmc"}});
  table.push_back({at + "capacity",
                   number,
                   "",
                   "Capacity of " + whose + " in Ah; that of the cell that was measured without.",
                   {},
                   1e-4,
                   1e5});
  table.push_back({at + "soc",
                   number,
                   all ? "0.5" : "",
                   "State of charge of " + whose + " at the start.",
                   {},
                   0,
                   1});
  table.push_back({at + "temperature",
                   number,
                   all ? "25" : "",
                   "Temperature of " + whose + " and of the air around it in degC.",
                   {},
                   -40,
                   80});
}

channel_cell cell_in(options const& from, std::string const& at, channel_cell cell) {
  if (from.has(at + "chemistry"))
    cell.kind =
        from.text(at + "chemistry", "") == "kokam_nmc" ? chemistry::kokam_nmc : chemistry::lg_m50;
  cell.capacity = from.number(at + "capacity", cell.capacity);
  cell.state_of_charge = from.number(at + "soc", cell.state_of_charge);
  cell.temperature = from.number(at + "temperature", cell.temperature);
  return cell;
}

}  // namespace

physics::cell_options physics_of(channel_cell const& of) {
  return {.kind = of.kind == chemistry::lg_m50 ? physics::chemistry::lg_m50
                                               : physics::chemistry::kokam_nmc,
          .capacity = of.capacity,
          .state_of_charge = of.state_of_charge,
          .temperature = of.temperature,
          .ambient = of.temperature};
}

void add_cell_options(std::vector<option_spec>& table) {
  add_cell(table, "cell.", "the cell on each channel");
  add_cell(table, "cells.*.", "the cell on the channel of that number");
}

config_result<std::map<int, std::string>> read_channel_keys(options const& from,
                                                            std::string_view path, int channels) {
  std::map<int, std::string> keys;
  for (auto const& key : from.keys(path)) {
    auto const number = config::read_integer(key);
    if (!number || *number < 1 || *number > channels)
      return config_error{.file = {},
                          .line = from.line(path),
                          .what = fmt::format("'{}' must name channels from 1 to {}, not '{}'",
                                              path, channels, key)};
    keys[static_cast<int>(*number)] = key;
  }
  return keys;
}

config_result<cell_choice> read_cells(options const& from, int channels) {
  cell_choice choice{.all = cell_in(from, "cell.", {}), .own = {}};
  auto const keys = read_channel_keys(from, "cells", channels);
  if (!keys) return keys.error();
  for (auto const& [number, key] : *keys)
    choice.own[number] = cell_in(from, "cells." + key + ".", choice.all);
  return choice;
}

}  // namespace sim::cycler
