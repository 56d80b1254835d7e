#include "cryocon_twin/relay.hpp"

namespace sim::cryo {

using ::cryocon::relay_mode;
using ::cryocon::relay_state;

void relay::watch(relay_settings const& set, ::cryocon::reading source, bool controlling) {
  auto const now = source.number();
  if (now)
    limits_.watch(set.set, *now);
  else
    limits_.reset();
  switch (set.mode) {
    case relay_mode::on:
      state_ = relay_state::on;
      break;
    case relay_mode::off:
      state_ = relay_state::off;
      break;
    case relay_mode::control:
      state_ = controlling ? relay_state::on : relay_state::clear;
      break;
    case relay_mode::within:
      state_ = now && limits_.at() == side::none ? relay_state::on : relay_state::clear;
      break;
    case relay_mode::automatic:
      state_ = limits_.at() == side::high  ? relay_state::high
               : limits_.at() == side::low ? relay_state::low
                                           : relay_state::clear;
      break;
  }
}

bool relay::asserted() const { return state_ != relay_state::clear && state_ != relay_state::off; }

}  // namespace sim::cryo
