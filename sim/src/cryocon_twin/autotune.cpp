#include "cryocon_twin/autotune.hpp"

#include <algorithm>
#include <cmath>

namespace sim::cryo {
namespace {

constexpr double window = 10.0;      // s without a change make a quiet start
constexpr double still = 0.01;       // K that may go by in it
constexpr double shortest = 5.0;     // s of answer before a model is believed
constexpr double enough = 0.8;       // of a time constant shows the bend that determines it
constexpr double least_rise = 0.02;  // K; less drowns in noise

}  // namespace

void autotune::start(options with, double output, double limit) {
  reset();
  options_ = with;
  output_ = output;
  double const room = limit - output;
  step_ = room >= with.delta ? with.delta : -std::min(with.delta, output);
  state_ = step_ == 0 ? state::failed : state::stabilize;
}

std::optional<double> autotune::step(double temperature, double seconds) {
  if (state_ == state::stabilize) {
    if (quiet(temperature, seconds)) begin_step(temperature);
    return output_;
  }
  if (state_ != state::running) return std::nullopt;
  rise_ = temperature - base_;
  fit_->add(rise_, seconds);
  judge();
  return output_ + step_;
}

bool autotune::quiet(double temperature, double seconds) {
  if (window_ == 0) low_ = high_ = temperature;
  low_ = std::min(low_, temperature);
  high_ = std::max(high_, temperature);
  window_ += seconds;
  if (high_ - low_ > still) window_ = 0;
  return window_ >= window;
}

void autotune::begin_step(double temperature) {
  base_ = temperature;
  fit_.emplace(step_);
  state_ = state::running;
}

void autotune::judge() {
  double const elapsed = fit_->elapsed();
  if (elapsed >= options_.timeout) return fail();
  if (elapsed < shortest || std::abs(rise_) < least_rise) return;
  auto const model = fit_->model();
  if (!model || elapsed < enough * model->time + 2 * model->dead_time) return;
  found_ = physics::tune(*model, options_.mode);
  state_ = state::complete;
}

void autotune::abort() {
  if (busy()) state_ = state::abort;
}

void autotune::fail() {
  if (busy()) state_ = state::failed;
}

std::optional<physics::gains> autotune::result() const {
  return state_ == state::complete ? found_ : std::nullopt;
}

}  // namespace sim::cryo
