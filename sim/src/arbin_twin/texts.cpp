#include "arbin_twin/texts.hpp"

#include <fmt/format.h>

namespace sim::cti {
namespace {

std::string letters(std::size_t number) {
  std::string text;
  for (; number > 0; number = (number - 1) / 26)
    text.insert(text.begin(), static_cast<char>('A' + (number - 1) % 26));
  return text;
}

struct kind {
  std::string_view operator()(cycler::drive const& of) const {
    switch (of.way) {
      case cycler::direction::rest:
        return "Rest";
      case cycler::direction::charge:
        return "Charge";
      case cycler::direction::discharge:
        return "Discharge";
      case cycler::direction::hold:
        return "Voltage";
    }
    return "";
  }
  std::string_view operator()(cycler::assign const&) const { return "Set Variable(s)"; }
  std::string_view operator()(cycler::loop const&) const { return "Loop"; }
  std::string_view operator()(cycler::jump const&) const { return "Jump"; }
  std::string_view operator()(cycler::chamber const&) const { return "Chamber"; }
  std::string_view operator()(cycler::pause const&) const { return "Pause"; }
  std::string_view operator()(cycler::finish const&) const { return "End"; }
};

}  // namespace

std::string step_label(cycler::procedure const& of, std::size_t step) {
  auto const& name = of.steps[step - 1].name;
  return name.empty() ? "Step_" + letters(step) : name;
}

std::vector<std::string> step_labels(cycler::procedure const& of) {
  std::vector<std::string> labels;
  for (std::size_t n = 1; n <= of.steps.size(); ++n) labels.push_back(step_label(of, n));
  return labels;
}

std::string step_and_cycle(cycler::runner const& on) {
  auto const now = on.status();
  if (!on.what() || now.step == 0) return {};
  return fmt::format("[{}] {}: {}, {}", now.cycle, now.step, step_label(*on.what(), now.step),
                     std::visit(kind{}, on.what()->steps[now.step - 1].what));
}

std::string trip_text(cycler::trip of) {
  switch (of) {
    case cycler::trip::voltage_high:
      return "Unsafe: voltage above its limit";
    case cycler::trip::voltage_low:
      return "Unsafe: voltage below its limit";
    case cycler::trip::temperature:
      return "Unsafe: temperature";
    case cycler::trip::none:
      return "Unsafe";
    default:
      return "Unsafe: current or power";
  }
}

std::string exit_text(cycler::runner const& on) {
  auto const now = on.status();
  switch (now.state) {
    case cycler::run_state::paused:
      return "Paused by schedule";
    case cycler::run_state::tripped:
      return trip_text(now.tripped);
    case cycler::run_state::complete:
      return "Finished";
    case cycler::run_state::stopped:
      return now.halted == cycler::ended_by::no_progress ? "Schedule makes no progress" : "Stopped";
    default:
      return "N/A";
  }
}

}  // namespace sim::cti
