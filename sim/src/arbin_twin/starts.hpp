#pragma once

#include <string>

#include "arbin_twin/console.hpp"
#include "cyclers/arbin/codes.hpp"

namespace sim::cti {

/// Says what a channel is to be started with.
struct start_order {
  test_data test{};        ///< Its schedule is that of the channel when it is empty.
  std::uint32_t step = 0;  ///< From 0.
};

/// Starts a test on a channel, if nothing is in the way.
///
/// Its name must be new, which is looked at last; `console::use_name` makes it a used one.
cyclers::arbin::start_result start_on(console& on, test_channel& one, start_order order);

}  // namespace sim::cti
