#pragma once

#include <map>
#include <vector>

#include "sim/arbin.hpp"
#include "sim/options.hpp"

namespace sim::cti {

/// Adds the options that say what a channel has beside it: `inputs` and `inputs_on.*`.
void add_input_options(std::vector<option_spec>& table);

/// Is what each channel has, and what some channels have instead.
struct input_choice {
  arbin::input_set all{};
  std::map<int, arbin::input_set> own{};
};

/// Reads the options of add_input_options(). Errors: a channel that there is not.
config_result<input_choice> read_inputs(options const& from, int channels);

}  // namespace sim::cti
