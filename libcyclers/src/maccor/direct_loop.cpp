#include "cyclers/maccor/direct_loop.hpp"

#include <algorithm>

namespace cyclers::maccor {

direct_loop::direct_loop(std::shared_ptr<session> core, channel_number channel,
                         direct_limits const& limits, direct_options const& options)
    : core_(std::move(core)),
      channel_(channel),
      limits_(limits),
      options_(options),
      name_(options.name) {
  // The caller's view need not live as long as this.
  options_.name = {};
}

awaitable<void> direct_loop::actuate(sockio::duration period, loop_limits const& limits,
                                     std::function<awaitable<void>(actuator&)> const& body) const {
  direct_options own = options_;
  own.name = name_;
  if (!own.time) own.time = limits.time;
  if (limits.t_min || limits.t_max) own.temperatures = true;
  auto const round = period < sockio::forever - limits.max_age ? period + limits.max_age : period;
  own.stuck_after = std::max(own.stuck_after, round);
  return detail::direct_control(core_, channel_, limits_, own, body);
}

namespace detail {

direct_limits limits_of(loop_limits const& limits) {
  direct_limits own;
  own.v_min = limits.v_min;
  own.v_max = limits.v_max;
  own.i_charge = limits.i_charge;
  own.i_discharge = limits.i_discharge;
  return own;
}

}  // namespace detail
}  // namespace cyclers::maccor
