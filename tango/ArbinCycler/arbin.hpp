#pragma once

#include <functional>
#include <memory>

#include "cycler/device.hpp"

namespace cycler_server {

/// Is an Arbin cycler as the Tango server ArbinCycler has it.
struct arbin_vendor {
  using property = std::function<std::string(std::string const& name, std::string const& standard)>;

  static vendor const& kind();
  static std::shared_ptr<backend> connect(property const& get);
};

}  // namespace cycler_server
