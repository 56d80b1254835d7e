#include "physics/cell.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sim::physics {
namespace {

// The thermal constants were measured on a cell of this capacity (A123 26650).
constexpr double thermal_reference_ah = 2.3;
constexpr double seconds_per_hour = 3600;

double bounded(double soc) {
  return std::clamp(soc, -cell_tables::margin, 1 + cell_tables::margin);
}

}  // namespace

double response::soc_after(double current) const {
  return bounded(soc_ + soc_per_ampere_ * current);
}

response::line response::line_at(double current) const {
  double const soc = soc_after(current);
  auto const [volts, slope] = tables_->open_circuit(soc, place_);
  double const per_ampere = slope * soc_per_ampere_;
  return {volts - slope * (soc - soc_) + relaxed_,
          per_ampere + elements_.r0 + elements_.r1 * polarized_};
}

double response::voltage_at_end(double current) const {
  double const volts = tables_->open_circuit(soc_after(current), place_).value;
  return volts + relaxed_ + current * (elements_.r0 + elements_.r1 * polarized_);
}

// The open-circuit voltage is piecewise linear, so that the solution on the right piece is exact.
template <class Solve>
double response::solve(Solve at) const {
  constexpr int most_pieces = 8;
  double current = 0;
  for (int i = 0; i < most_pieces; ++i) {
    double const next = at(line_at(current));
    if (!std::isfinite(next) || std::abs(next - current) <= 1e-12 * (1 + std::abs(next)))
      return next;
    current = next;
  }
  return current;
}

double response::current_for_voltage(double volts) const {
  return solve([volts](line of) { return (volts - of.a) / of.b; });
}

double response::current_for_power(double watts) const {
  return solve([watts](line of) {
    double const inside = of.a * of.a + 4 * of.b * watts;
    // Written so that a small power does not vanish in the difference of two large voltages.
    return inside < 0 ? -of.a / (2 * of.b) : 2 * watts / (of.a + std::sqrt(inside));
  });
}

double response::current_for_resistance(double ohms) const {
  return solve([ohms](line of) { return -of.a / (ohms + of.b); });
}

double response::current_for_charging_resistance(double ohms) const {
  return solve([ohms](line of) {
    return ohms > of.b ? of.a / (ohms - of.b) : std::numeric_limits<double>::infinity();
  });
}

cell::cell(cell_options of)
    : tables_(&tables_of(of.kind)),
      capacity_(of.capacity > 0 ? of.capacity : tables_->capacity()),
      scale_(tables_->capacity() / capacity_),
      soc_(bounded(of.state_of_charge)),
      body_(thermal_constants{}.times(capacity_ / thermal_reference_ah), of.temperature,
            of.ambient) {}

double cell::open_circuit_voltage() const {
  return tables_->open_circuit(soc_, place_of(body_.core())).value;
}

double cell::polarization_energy() const {
  double const farads = tables_->elements(soc_, place_of(body_.core())).c1 / scale_;
  return farads * polarization_ * polarization_ / 2;
}

response cell::over(double seconds) const {
  response to;
  to.tables_ = tables_;
  to.place_ = place_of(body_.core());
  to.elements_ = tables_->elements(soc_, to.place_);
  double const kept = std::exp(-seconds / (to.elements_.r1 * to.elements_.c1));
  to.elements_ = {to.elements_.r0 * scale_, to.elements_.r1 * scale_, to.elements_.c1 / scale_};
  to.seconds_ = seconds;
  to.soc_ = soc_;
  to.soc_per_ampere_ =
      seconds / (seconds_per_hour * capacity_ * tables_->relative_capacity(to.place_));
  to.start_ = tables_->open_circuit(soc_, to.place_).value + polarization_;
  to.relaxed_ = polarization_ * kept;
  to.polarized_ = 1 - kept;
  return to;
}

void cell::step(response const& over, double current) {
  if (!(over.seconds_ > 0)) return;
  double const before = polarization_;
  double const final = current * over.elements_.r1;
  polarization_ = over.relaxed_ + final * over.polarized_;
  // The mean square of the exponential between both, so that the heat of R1 is exact as well.
  double const tau = over.elements_.r1 * over.elements_.c1;
  double const kept = 1 - over.polarized_;
  double const distance = before - final;
  double const mean_square = final * final + (2 * final * distance * over.polarized_ +
                                              distance * distance * (1 - kept * kept) / 2) *
                                                 tau / over.seconds_;
  double watts = current * current * over.elements_.r0 + mean_square / over.elements_.r1;

  double const wanted = soc_ + over.soc_per_ampere_ * current;
  soc_ = bounded(wanted);
  // Charge that a full cell cannot store decomposes it, and all of its energy becomes heat.
  if (wanted > soc_)
    watts +=
        (wanted - soc_) / over.soc_per_ampere_ * tables_->open_circuit(soc_, over.place_).value;
  heat_ += watts * over.seconds_;
  body_.step(watts, over.seconds_);
}

}  // namespace sim::physics
