#pragma once

#include <chrono>

#include "sim/device.hpp"

namespace sim::mac {

inline double seconds(duration of) { return std::chrono::duration<double>(of).count(); }

}  // namespace sim::mac
