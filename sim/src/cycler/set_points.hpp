#pragma once

#include <optional>

#include "physics/cell.hpp"

namespace sim::cycler {

/// Names what a channel's output does with the cell.
enum class direction {
  rest,       ///< No current.
  charge,     ///< Current into the cell only; set points limit each other.
  discharge,  ///< Current out of the cell only; set points limit each other.
  hold,  ///< The voltage is held by a current of either sign, which the other set points limit.
};

/// Holds the set points of an output, all of them magnitudes: the direction gives the sign.
///
/// They limit each other: the output follows the one that allows the least current. A voltage is
/// the most that a charge and the least that a discharge goes to. A resistance is that of a load;
/// one that is not more than zero is none and lets no current flow. What is left out, or is not
/// finite, does not limit; nothing but a direction gives no current.
struct set_points {
  direction way = direction::rest;
  std::optional<double> current{};     ///< A
  std::optional<double> voltage{};     ///< V
  std::optional<double> power{};       ///< W
  std::optional<double> resistance{};  ///< ohm
};

/// Holds what the electronics of a channel can do at all.
struct rating {
  double least_voltage = 0;   ///< V
  double most_voltage = 6;    ///< V
  double most_current = 500;  ///< A, in either direction
};

/// Names what determines the current of an output.
enum class governor { nothing, current, voltage, power, resistance, rating };

/// Is the current that an output chooses; positive charges the cell.
struct choice {
  double current = 0;  ///< A
  governor by = governor::nothing;
};

/// Chooses the current for one stretch of time so that set points and rating are kept at its end.
choice choose(set_points const& wanted, rating const& can, physics::response const& cell);

}  // namespace sim::cycler
