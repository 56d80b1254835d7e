#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sim/device.hpp"
#include "sim/options.hpp"

namespace sim {

/// Holds what a device is made from.
struct device_setup {
  std::string name;        ///< The name in the configuration, unique in the laboratory.
  sim::options options;    ///< Checked against the table of the class.
  std::uint64_t seed = 0;  ///< For the device's own random numbers; differs from device to device.
};

/// Describes a kind of device that a configuration can name: the one place for its options and
/// their documentation.
struct device_class {
  std::string name;                    ///< As in `class: CryoCon`.
  std::string doc{};                   ///< One sentence for `labsim ls`.
  std::vector<option_spec> options{};  ///< Beside the keys that all devices have.
  bool udp_beside_tcp = false;         ///< Whether the real device has UDP on the TCP port + 1.
  /// What a transport's `protocol` can say; none when the device has only one.
  std::vector<std::string> protocols{};
  std::string nack = "NACK\n";  ///< What the fault `nack` answers.
  /// Makes the device. Errors: options that do not fit each other; `line` from options, `file` left
  /// empty.
  config_result<std::unique_ptr<device>> (*make)(device_setup const& setup) = nullptr;
};

/// Returns the classes that come with corolab, in the order of `labsim ls`.
std::vector<device_class> const& device_classes();

/// Returns the class `Echo`: answers each line with itself; for tests and measurements.
device_class const& echo_class();

}  // namespace sim
