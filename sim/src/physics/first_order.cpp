#include "physics/first_order.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace sim::physics {
namespace {

using row = std::array<double, 4>;

// Gaussian elimination with pivoting; the system is 3 x 3 and symmetric.
std::optional<std::array<double, 3>> solve(std::array<row, 3> m) {
  for (std::size_t c = 0; c < 3; ++c) {
    std::size_t best = c;
    for (std::size_t r = c + 1; r < 3; ++r)
      if (std::abs(m[r][c]) > std::abs(m[best][c])) best = r;
    std::swap(m[c], m[best]);
    if (!(std::abs(m[c][c]) > 1e-12)) return std::nullopt;
    for (std::size_t r = c + 1; r < 3; ++r) {
      double const share = m[r][c] / m[c][c];
      for (std::size_t k = c; k < 4; ++k) m[r][k] -= share * m[c][k];
    }
  }
  std::array<double, 3> x{};
  for (std::size_t i = 3; i-- > 0;) {
    double rest = m[i][3];
    for (std::size_t k = i + 1; k < 3; ++k) rest -= m[i][k] * x[k];
    x[i] = rest / m[i][i];
  }
  return x;
}

}  // namespace

void step_fit::add(double rise, double seconds) {
  time_ += seconds;
  area_ += 0.5 * (rise + last_) * seconds;
  last_ = rise;
  double const terms[4] = {-area_, step_ * time_, -step_, rise};
  for (int r = 0; r < 3; ++r)
    for (int c = 0; c < 4; ++c) sums_[r][c] += terms[r] * terms[c] * seconds;
}

std::optional<first_order> step_fit::model() const {
  std::array<row, 3> m{};
  for (std::size_t r = 0; r < 3; ++r)
    for (std::size_t c = 0; c < 4; ++c) m[r][c] = sums_[r][c];
  auto const x = solve(m);
  if (!x) return std::nullopt;
  auto const [rate, slope, offset] = *x;
  if (!(rate > 0) || !(slope > 0) || !std::isfinite(rate + slope + offset)) return std::nullopt;
  return first_order{
      .gain = slope / rate, .time = 1.0 / rate, .dead_time = std::max(0.0, offset / slope)};
}

gains tune(first_order process, terms wanted) {
  double const dead = process.dead_time;
  double const closed = std::max(process.time / 4.0, 1.5 * dead);
  auto const bounded = [](double p, double i, double d) {
    return gains{std::clamp(p, 0.0, 1000.0), std::clamp(i, 0.0, 1000.0),
                 std::clamp(d, 0.0, 1000.0)};
  };
  if (wanted == terms::p) return bounded(process.time / (process.gain * (closed + dead)), 0, 0);
  if (wanted == terms::pi)
    return bounded(process.time / (process.gain * (closed + dead)), process.time, 0);
  double const sum = process.time + 0.5 * dead;
  return bounded(sum / (process.gain * (closed + 0.5 * dead)), sum,
                 process.time * dead / (2 * process.time + dead));
}

}  // namespace sim::physics
