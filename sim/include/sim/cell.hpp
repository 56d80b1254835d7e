#pragma once

namespace sim {

/// Names the cells whose behaviour is known.
enum class chemistry { lg_m50, kokam_nmc };

/// Describes the cell on a channel of a cycler's twin.
struct channel_cell {
  chemistry kind = chemistry::lg_m50;
  double capacity = 0;           ///< Ah at 20 degC; 0 for that of the cell that was measured.
  double state_of_charge = 0.5;  ///< 0 to 1
  double temperature = 25;       ///< degC, of the cell and of the air around it
};

}  // namespace sim
