#include "cryocon_twin/behaviour.hpp"

#include <vector>

#include "cryocon_twin/fields.hpp"

namespace sim::cryo {
namespace {

std::vector<behaviour const*> by_property() {
  std::vector<behaviour const*> all(::cryocon::registry().size(), nullptr);
  for (auto const part :
       {system_behaviours(), input_behaviours(), loop_behaviours(), storage_behaviours()})
    for (auto const& each : part) all[static_cast<std::size_t>(each.id)] = &each;
  return all;
}

}  // namespace

behaviour const* behaviour_of(::cryocon::property_id id) {
  static auto const all = by_property();
  return all[static_cast<std::size_t>(id)];
}

std::optional<double> shown_number(machine const& of, int input, ::cryocon::value const& what) {
  if (auto const* plain = std::get_if<double>(&what)) return *plain;
  auto const* shown = std::get_if<::cryocon::temperature>(&what);
  if (shown == nullptr) return std::nullopt;
  auto const units = of.core.set.inputs[static_cast<std::size_t>(input)].units;
  if (shown->unit() != ::cryocon::unit::unknown && shown->unit() != units) return std::nullopt;
  return shown->number();
}

::cryocon::value shown_value(machine const& of, int input, std::optional<double> number) {
  auto const units = of.core.set.inputs[static_cast<std::size_t>(input)].units;
  if (!number)
    return ::cryocon::temperature(::cryocon::reading(::cryocon::validity::out_of_range), units);
  return ::cryocon::temperature(*number, units);
}

}  // namespace sim::cryo
