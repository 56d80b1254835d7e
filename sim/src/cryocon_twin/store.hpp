#pragma once

#include <map>
#include <utility>

#include "cryocon/property.hpp"
#include "cryocon/value.hpp"

namespace sim::cryo {

/// Keeps the values of properties that a twin need only remember; so a new line of the table is
/// served by itself.
class store {
 public:
  /// Returns what was put, or what the property holds from the factory.
  [[nodiscard]] ::cryocon::value get(::cryocon::property_info const& property, int index) const;
  void put(::cryocon::property_id id, int index, ::cryocon::value what);

 private:
  std::map<std::pair<::cryocon::property_id, int>, ::cryocon::value> values_;
};

}  // namespace sim::cryo
