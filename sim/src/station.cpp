#include "sim/station.hpp"

#include <algorithm>

namespace sim {
namespace {

constexpr duration longest_step = std::chrono::minutes(1);
// A process that was stopped for long does not have to live through all of it.
constexpr duration longest_catch_up = std::chrono::hours(24 * 7);

}  // namespace

station::station(std::unique_ptr<device> twin, std::shared_ptr<clock> time, station_options how)
    : how_(std::move(how)), time_(std::move(time)), seen_(time_->now()), device_(std::move(twin)) {}

station::~station() = default;

void station::catch_up() {
  auto const now = time_->now();
  auto behind = std::min(now - seen_, longest_catch_up);
  seen_ = std::max(seen_, now);
  while (behind > duration{}) {
    auto const step = std::min(behind, longest_step);
    device_->advance(step);
    behind -= step;
  }
}

void station::pass_time() {
  std::lock_guard const alone(mutex_);
  catch_up();
}

std::vector<std::string> station::take_news() {
  std::lock_guard const alone(mutex_);
  return device_->take_news();
}

std::unique_ptr<conversation> station::converse(wire over) {
  std::lock_guard const alone(mutex_);
  catch_up();
  return device_->converse(over);
}

void station::watch(conversation& with, std::function<void()> call) {
  std::lock_guard const alone(mutex_);
  with.on_hang_up(std::move(call));
}

void station::receive(conversation& with, std::string_view bytes, std::vector<reply>& answers) {
  std::lock_guard const alone(mutex_);
  catch_up();
  with.receive(bytes, answers);
}

void station::misbehave(faults const& how) {
  std::lock_guard const alone(mutex_);
  faults_ = how;
}

faults station::misbehaviour() const {
  std::lock_guard const alone(mutex_);
  return faults_;
}

void station::end(std::unique_ptr<conversation> with) {
  std::lock_guard const alone(mutex_);
  with.reset();
}

}  // namespace sim
