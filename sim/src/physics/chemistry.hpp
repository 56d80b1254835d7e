#pragma once

#include <array>
#include <span>
#include <string_view>

namespace sim::physics {

/// Names the cells whose tables are known.
enum class chemistry {
  kokam_nmc,  ///< Kokam 28 Ah NMC pouch: open circuit, resistances and capacity with temperature.
  lg_m50,     ///< LG M50 NMC 811 21700: its open circuit, the Kokam's resistances scaled to it.
};

/// Is a straight line that stands for a curve near one point.
struct tangent {
  double value = 0;
  double slope = 0;
};

/// Holds the elements of the equivalent circuit: R0 in series with R1 parallel to C1.
struct impedance {
  double r0 = 0;  ///< ohm
  double r1 = 0;  ///< ohm
  double c1 = 0;  ///< F
};

/// Is a temperature's place among the columns of the tables: 5, 20 and 40 degC, held outside.
struct temperature_place {
  std::size_t column = 0;
  double share = 0;  ///< Of the next column.
};
temperature_place place_of(double degrees_celsius);

/// Holds the tables of one kind of cell, as functions of state of charge (0 to 1) and temperature.
class cell_tables {
 public:
  struct ocv_row {
    double soc;
    std::array<double, 3> volts;
  };
  struct impedance_row {
    double soc;
    std::array<impedance, 3> elements;
  };

  constexpr cell_tables(std::string_view name, double capacity, std::array<double, 3> capacities,
                        std::span<ocv_row const> ocv, std::span<impedance_row const> impedances)
      : name_(name), capacity_(capacity), capacities_(capacities), ocv_(ocv), rows_(impedances) {}

  std::string_view name() const { return name_; }
  /// Returns the capacity at 20 degC of the cell that was measured, in Ah.
  double capacity() const { return capacity_; }
  /// Returns the capacity at a temperature as a multiple of the one at 20 degC.
  double relative_capacity(temperature_place at) const;
  /// Returns the open-circuit voltage in V and its slope in V for the whole state of charge.
  ///
  /// Past empty it falls to 0 V, past full it rises by 1 V, each within `margin`, and stays there.
  tangent open_circuit(double soc, temperature_place at) const;
  /// Returns the elements of the circuit for a cell of this table's capacity.
  impedance elements(double soc, temperature_place at) const;

  /// How far past empty and full the state of charge can go.
  static constexpr double margin = 0.05;

 private:
  std::string_view name_;
  double capacity_;
  std::array<double, 3> capacities_;
  std::span<ocv_row const> ocv_;
  std::span<impedance_row const> rows_;
};

cell_tables const& tables_of(chemistry kind);

}  // namespace sim::physics
