#pragma once

namespace sim::physics {

/// Describes an output stage at one of its ranges: a regulated current with a limit of voltage.
struct heater_stage {
  double full_scale = 0;  ///< Current at 100 %, in A.
  double compliance = 0;  ///< Highest voltage, in V.
};

/// Holds what reaches a load.
struct heater_output {
  double current = 0;  ///< A
  double voltage = 0;  ///< V
  double power = 0;    ///< W
  double percent = 0;  ///< Of the power at full scale, as the read-back circuit sees it.
};

/// Drives a load with a percentage of the full power of the stage.
heater_output drive(heater_stage stage, double percent, double load_ohms);

}  // namespace sim::physics
