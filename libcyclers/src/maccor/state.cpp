#include <fmt/format.h>

#include <cmath>

#include "cyclers/maccor/codes.hpp"
#include "cyclers/maccor/readings.hpp"
#include "cyclers/protocol/json_reader.hpp"

namespace cyclers::maccor {

namespace {

/// Says what an active channel does.
activity activity_of_run(run_code run) {
  switch (run) {
    case run_code::charge:
    case run_code::external_charge:
    case run_code::pulse_charge:
      return activity::charging;
    case run_code::discharge:
    case run_code::external_discharge:
    case run_code::pulse_discharge:
      return activity::discharging;
    case run_code::rest:
      return activity::resting;
    case run_code::pause:
    case run_code::suspended:
      return activity::suspended;
    case run_code::end:
    case run_code::complete:
      return activity::finished;
    case run_code::problem:
      return activity::faulted;
    case run_code::available:
    case run_code::advance_cycle:
    case run_code::io_out:
    case run_code::chamber:
    case run_code::scan:
    case run_code::subroutine:
      return activity::running;
  }
  return activity::unknown;
}

template <class E>
std::string text_or_number(E code) {
  auto const text = text_of(code);
  return text.empty() ? fmt::format("{}", static_cast<unsigned>(code)) : std::string(text);
}

}  // namespace

activity activity_of(messages::channel_status const& status) {
  switch (status.state) {
    case channel_state::available:
    case channel_state::selected:
    case channel_state::reset:
      return activity::idle;
    case channel_state::active:
    case channel_state::start:
    case channel_state::starting:
      return activity_of_run(status.run);
    case channel_state::suspended:
    case channel_state::waiting:
      return activity::suspended;
    case channel_state::completed:
      return activity::finished;
    case channel_state::problem:
    case channel_state::power_failure:
      return activity::faulted;
    case channel_state::fra:
      return activity::running;
    case channel_state::not_available:
    case channel_state::no_controller:
    case channel_state::shut_down:
    case channel_state::blocked:
    case channel_state::remote_maintenance:
    case channel_state::not_used:
    case channel_state::not_applicable:
      return activity::unavailable;
  }
  return activity::unknown;
}

double signed_current(messages::channel_status const& status, double magnitude) {
  return activity_of_run(status.run) == activity::discharging ? -std::abs(magnitude)
                                                              : std::abs(magnitude);
}

std::string status_text(messages::channel_status const& status) {
  std::string text = text_or_number(status.state);
  if (status.state != channel_state::active) return text;
  return text + ", " + text_or_number(status.run);
}

reading reading_of(session const& from, int channel, messages::full_status::reply const& status) {
  reading one;
  one.vendor = "maccor";
  one.device = from.endpoint();
  one.channel = channel;
  one.utc = std::chrono::system_clock::now();
  one.tester_time = status.tester_time;
  one.voltage = status.voltage;
  one.current = signed_current(status.status, status.current);
  one.capacity = status.capacity;
  one.energy = status.energy;
  one.status = activity_of(status.status);
  one.status_text = status_text(status.status);
  one.step = status.step;
  one.cycle = status.cycle;
  one.test_time = status.test_time;
  one.step_time = status.step_time;
  return one;
}

bool aux_input::is_celsius() const {
  // Testers write "C", "degC", "\xb0" "C" (Latin-1) or "°C".
  if (unit.empty() || (unit.back() != 'C' && unit.back() != 'c')) return false;
  std::string_view const front = std::string_view(unit).substr(0, unit.size() - 1);
  return front.empty() || front == "\xb0" || front == "\xc2\xb0" ||
         protocol::same_letters(front, "deg");
}

std::vector<aux_input> aux_inputs(messages::aux_values::reply const& values,
                                  messages::aux_units::reply const& units) {
  std::vector<aux_input> all;
  all.reserve(values.values.size());
  for (std::size_t i = 0; i < values.values.size(); ++i)
    all.push_back({values.values[i], i < units.units.size() ? units.units[i] : std::string()});
  return all;
}

}  // namespace cyclers::maccor
