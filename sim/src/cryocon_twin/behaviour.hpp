#pragma once

#include <span>

#include "cryocon/properties.hpp"
#include "cryocon/value.hpp"
#include "cryocon_twin/machine.hpp"

namespace sim::cryo {

/// Says what a property does beyond being remembered. Members count from 0, sensors and set-ups as
/// they are numbered.
struct behaviour {
  ::cryocon::property_id id;
  ::cryocon::value (*get)(machine&, int) = nullptr;
  /// Sets the property or runs the command. Returns false when the instrument refuses.
  bool (*set)(machine&, int, ::cryocon::value const&) = nullptr;
};

std::span<behaviour const> system_behaviours();
std::span<behaviour const> input_behaviours();
std::span<behaviour const> loop_behaviours();
std::span<behaviour const> storage_behaviours();

/// Finds the behaviour of a property; null for one that is only remembered.
behaviour const* behaviour_of(::cryocon::property_id id);

}  // namespace sim::cryo
