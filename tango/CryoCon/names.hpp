#pragma once

#include <cryocon/property.hpp>
#include <string>
#include <vector>

#include "servers/plan.hpp"

namespace cryocon_server {

/// Is an attribute with the property of the controller that it shows.
struct entry {
  cryocon::target target;
  servers::attribute_plan plan;
};

/// Tells whether a property is a temperature, not a difference of two.
bool is_degrees(cryocon::property_info const& property);

/// Returns all attributes: one for each property of each input, loop and so on. The first ones have
/// the names, labels, units and limits that cryocon's Tango server in Python gave them; the others
/// are made of the table, named by their paths ("input_A_alarm_high"), for experts.
std::vector<entry> const& entries();

/// Returns the attribute of a property; the number of attributes when there is none.
std::size_t entry_of(cryocon::target what);

/// Is a command of the controller, for all members of its group.
struct order {
  cryocon::property_info const* property;
  std::string name;  ///< E.g. "InputClearAlarm".
};

/// Returns all commands of the table.
std::vector<order> const& orders();

}  // namespace cryocon_server
