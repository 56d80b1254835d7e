#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

#include "sim/cryocon.hpp"

namespace sim::cryo {

/// Keeps the time that an instrument needs from one request to the next, whoever sends them.
class pacing {
 public:
  pacing(sim::cryocon::haste how, duration interval) : how_(how), interval_(interval) {}

  /// Takes a request at a time of the instrument. Returns how long its answer waits.
  duration take(duration now) {
    if (how_ == sim::cryocon::haste::ignore) return {};
    bool const early = free_at_ && now < *free_at_;
    if (early) ++violations_;
    duration const start = early && how_ == sim::cryocon::haste::slow ? *free_at_ : now;
    free_at_ = start + interval_;
    return start - now;
  }
  [[nodiscard]] std::uint64_t violations() const { return violations_; }

 private:
  sim::cryocon::haste how_;
  duration interval_;
  std::optional<duration> free_at_;
  std::uint64_t violations_ = 0;
};

}  // namespace sim::cryo
