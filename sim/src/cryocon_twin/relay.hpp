#pragma once

#include "cryocon/enums.hpp"
#include "cryocon/temperature.hpp"
#include "cryocon_twin/hysteresis.hpp"
#include "cryocon_twin/settings.hpp"

namespace sim::cryo {

/// Is one of the auxiliary relays (guide p. 49-50).
class relay {
 public:
  /// Takes the filtered reading of the source in K.
  void watch(relay_settings const& set, ::cryocon::reading source, bool controlling);
  [[nodiscard]] ::cryocon::relay_state state() const { return state_; }
  [[nodiscard]] bool asserted() const;

 private:
  hysteresis limits_;
  ::cryocon::relay_state state_ = ::cryocon::relay_state::clear;
};

}  // namespace sim::cryo
