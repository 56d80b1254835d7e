#pragma once

#include <array>
#include <optional>
#include <string>

#include "cryocon_twin/instrument.hpp"
#include "cryocon_twin/phrases.hpp"
#include "cryocon_twin/registers.hpp"
#include "cryocon_twin/store.hpp"

namespace sim::cryo {

/// Holds what a stored set-up brings back.
struct setup {
  settings set;
  store plain;
};

/// Names the statistics that a configuration may give a value until they are reset.
enum class figure { minimum, maximum, variance, slope, offset };

/// Is the whole instrument as its remote interface sees it.
struct machine {
  machine(physics::cryostat stage, std::uint64_t seed, instant now) : core(stage, seed, now) {}

  instrument core;
  store plain;    ///< Belongs to a set-up.
  store lasting;  ///< Outlives restoring a set-up.
  registers status;
  cryo::phrases phrases;
  std::array<std::optional<setup>, 6> setups;
  setup saved;  ///< What the next power-up brings.

  std::string name;
  std::string idn;
  std::string hardware;
  std::string firmware;
  bool padded = false;
  std::array<std::array<std::optional<double>, 5>, inputs_most> figures;

  duration reset_time{};
  duration silent_until{};
  bool answer_waits = false;  ///< While a line is worked through, whether it has an answer already.

  [[nodiscard]] setup present() const { return {core.set, plain}; }
  void adopt(setup const& what) {
    plain = what.plain;
    core.adopt(what.set);
  }
  void reset() {
    adopt(saved);
    core.power_up();
    status = registers{};
    silent_until = core.uptime() + reset_time;
  }
};

}  // namespace sim::cryo
