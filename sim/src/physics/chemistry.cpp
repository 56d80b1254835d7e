#include "physics/chemistry.hpp"

#include <algorithm>

namespace sim::physics {
namespace {

constexpr std::array columns{5.0, 20.0, 40.0};

using ocv_row = cell_tables::ocv_row;
using impedance_row = cell_tables::impedance_row;

// Kokam 28 Ah NMC, measured as in T. Huria et al., "High fidelity electrical model with thermal
// dependence for characterization and simulation of high power lithium battery cells" (IEVC 2012).
constexpr std::array kokam_ocv{
    ocv_row{0.00, {3.4966, 3.5057, 3.5148}}, ocv_row{0.10, {3.5519, 3.5660, 3.5653}},
    ocv_row{0.25, {3.6183, 3.6337, 3.6402}}, ocv_row{0.50, {3.7066, 3.7127, 3.7213}},
    ocv_row{0.75, {3.9131, 3.9259, 3.9376}}, ocv_row{0.90, {4.0748, 4.0777, 4.0821}},
    ocv_row{1.00, {4.1923, 4.1928, 4.1930}}};

constexpr std::array kokam_elements{
    impedance_row{0.00, {{{.0117, .0109, 1913.6}, {.0085, .0029, 12447}, {.0090, .0013, 30609}}}},
    impedance_row{0.10, {{{.0110, .0069, 4625.7}, {.0085, .0024, 18872}, {.0090, .0012, 32995}}}},
    impedance_row{0.25, {{{.0114, .0047, 23306}, {.0087, .0026, 40764}, {.0092, .0013, 47535}}}},
    impedance_row{0.50, {{{.0107, .0034, 10736}, {.0082, .0016, 18721}, {.0088, .0010, 26325}}}},
    impedance_row{0.75, {{{.0107, .0033, 18036}, {.0083, .0023, 33630}, {.0091, .0014, 48274}}}},
    impedance_row{0.90, {{{.0113, .0033, 12251}, {.0085, .0018, 18360}, {.0089, .0011, 26839}}}},
    impedance_row{1.00, {{{.0116, .0028, 9022.9}, {.0085, .0017, 23394}, {.0089, .0011, 30606}}}}};

constexpr std::array m50_volts{2.5000, 3.1094, 3.2959, 3.4339, 3.4852, 3.5286, 3.5814,
                               3.6290, 3.6670, 3.7054, 3.7509, 3.7983, 3.8406, 3.8896,
                               3.9479, 3.9943, 4.0421, 4.0809, 4.0967, 4.1236, 4.2000};

constexpr auto m50_ocv = [] {
  std::array<ocv_row, m50_volts.size()> rows{};
  for (std::size_t i = 0; i < rows.size(); ++i)
    rows[i] = {static_cast<double>(i) / (rows.size() - 1),
               {m50_volts[i], m50_volts[i], m50_volts[i]}};
  return rows;
}();

constexpr std::size_t m50_scaled = kokam_elements.size();
constexpr double kokam_ah = 27.6250;
constexpr double m50_ah = 5.153;

constexpr auto m50_elements = [] {
  std::array<impedance_row, m50_scaled> rows = kokam_elements;
  double const scale = kokam_ah / m50_ah;
  for (auto& row : rows)
    for (auto& of : row.elements) of = {of.r0 * scale, of.r1 * scale, of.c1 / scale};
  return rows;
}();

constexpr cell_tables kokam{
    "Kokam 28 Ah NMC", kokam_ah, {28.0081, 27.6250, 27.6392}, kokam_ocv, kokam_elements};
constexpr cell_tables m50{"LG M50", m50_ah, {m50_ah, m50_ah, m50_ah}, m50_ocv, m50_elements};

/// Returns the row at or before a state of charge that has a row after it.
template <class Rows>
auto const& row_of(Rows rows, double soc) {
  std::size_t i = 0;
  while (i + 2 < rows.size() && rows[i + 1].soc <= soc) ++i;
  return rows[i];
}

double mix(double a, double b, double share) { return a + (b - a) * share; }

double across(std::array<double, 3> const& values, temperature_place at) {
  return mix(values[at.column], values[at.column + 1], at.share);
}

}  // namespace

temperature_place place_of(double degrees_celsius) {
  double const t = std::clamp(degrees_celsius, columns.front(), columns.back());
  std::size_t const column = t < columns[1] ? 0 : 1;
  return {column, (t - columns[column]) / (columns[column + 1] - columns[column])};
}

double cell_tables::relative_capacity(temperature_place at) const {
  return across(capacities_, at) / capacity_;
}

tangent cell_tables::open_circuit(double soc, temperature_place at) const {
  double const empty = across(ocv_.front().volts, at);
  double const full = across(ocv_.back().volts, at);
  if (soc <= -margin) return {0, 0};
  if (soc < 0) return {empty + empty / margin * soc, empty / margin};
  if (soc >= 1 + margin) return {full + 1, 0};
  if (soc > 1) return {full + (soc - 1) / margin, 1 / margin};
  auto const& row = row_of(ocv_, soc);
  auto const& next = *(&row + 1);
  double const low = across(row.volts, at);
  double const slope = (across(next.volts, at) - low) / (next.soc - row.soc);
  return {low + slope * (soc - row.soc), slope};
}

impedance cell_tables::elements(double soc, temperature_place at) const {
  auto const& row = row_of(rows_, soc);
  auto const& next = *(&row + 1);
  double const share = std::clamp((soc - row.soc) / (next.soc - row.soc), 0.0, 1.0);
  auto const mixed = [&](double impedance::* of) {
    return mix(mix(row.elements[at.column].*of, row.elements[at.column + 1].*of, at.share),
               mix(next.elements[at.column].*of, next.elements[at.column + 1].*of, at.share),
               share);
  };
  return {mixed(&impedance::r0), mixed(&impedance::r1), mixed(&impedance::c1)};
}

cell_tables const& tables_of(chemistry kind) { return kind == chemistry::lg_m50 ? m50 : kokam; }

}  // namespace sim::physics
