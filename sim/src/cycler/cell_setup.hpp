#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "physics/cell.hpp"
#include "sim/cell.hpp"
#include "sim/options.hpp"

namespace sim::cycler {

/// Returns what a cell on a channel is to the physics.
physics::cell_options physics_of(channel_cell const& of);

/// Adds the options that say which cells a cycler has: `cell` and `cells.*`.
void add_cell_options(std::vector<option_spec>& table);

/// Is the cell of each channel, and that of some channels which have another.
struct cell_choice {
  channel_cell all{};
  std::map<int, channel_cell> own{};
};

/// Reads the options of add_cell_options(). Errors: a channel that there is not.
config_result<cell_choice> read_cells(options const& from, int channels);

/// Reads the keys of a map whose keys are channels, from 1. Errors: as read_cells.
config_result<std::map<int, std::string>> read_channel_keys(options const& from,
                                                            std::string_view path, int channels);

}  // namespace sim::cycler
