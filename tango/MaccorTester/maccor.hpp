#pragma once

#include <functional>
#include <memory>

#include "cycler/device.hpp"

namespace cycler_server {

/// Is a Maccor tester as the Tango server MaccorTester has it.
struct maccor_vendor {
  using property = std::function<std::string(std::string const& name, std::string const& standard)>;

  static vendor const& kind();
  static std::shared_ptr<backend> connect(property const& get);
};

}  // namespace cycler_server
