#include "cycler/procedure.hpp"

#include <algorithm>

namespace sim::cycler {

double amount::value(variables const& vars, double c_rate_ah) const {
  double const base = variable > 0 ? factor * vars[static_cast<std::size_t>(variable) - 1] : factor;
  return per_hour ? base * c_rate_ah : base;
}

std::size_t procedure::ends() const {
  return static_cast<std::size_t>(std::ranges::count_if(
      steps, [](step const& one) { return std::holds_alternative<finish>(one.what); }));
}

std::size_t procedure::end_number(std::size_t step_number) const {
  std::size_t found = 0;
  for (std::size_t i = 0; i < step_number && i < steps.size(); ++i)
    if (std::holds_alternative<finish>(steps[i].what)) ++found;
  return found;
}

}  // namespace sim::cycler
