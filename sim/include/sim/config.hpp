#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/device_class.hpp"
#include "sim/server.hpp"

namespace sim {

/// Holds one device of a configuration, checked but not yet made.
struct device_plan {
  std::string name;
  device_class type;
  sim::options options;
  std::vector<transport_options> transports;
  int line = 0;
};

/// Holds a whole configuration, checked.
struct lab_plan {
  std::string file;
  double speed = 1;
  std::uint64_t seed = 0;
  std::optional<log_level> level;
  std::vector<device_plan> devices;
};

/// Reads a configuration file: YAML (.yml, .yaml), TOML (.toml) or JSON (.json).
///
/// Errors: the first thing that is wrong, with its file, its line and the nearest right word.
config_result<lab_plan> load_plan(std::filesystem::path const& file,
                                  std::vector<device_class> const& classes = device_classes());

/// Reads a configuration from text; the end of `file` tells the language. Pure.
config_result<lab_plan> read_plan(std::string_view text, std::string_view file,
                                  std::vector<device_class> const& classes = device_classes());

/// Makes the device of a plan, on a clock that it shares with the other devices.
config_result<std::shared_ptr<station>> make_station(device_plan const& plan, lab_plan const& of,
                                                     std::shared_ptr<clock> time);

/// Return the tables of the framework's own keys: of the file, of a device, of a transport.
std::vector<option_spec> const& file_options();
std::vector<option_spec> const& device_options();
std::vector<option_spec> const& transport_keys();

}  // namespace sim
