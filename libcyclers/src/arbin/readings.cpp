#include "cyclers/arbin/readings.hpp"

#include <charconv>
#include <chrono>

namespace cyclers::arbin {

namespace {

/// Takes a number from the front of a text, and what stands behind it.
std::optional<std::uint32_t> take_number(std::string_view& text, std::string_view behind) {
  std::uint32_t number = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{}) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (!text.starts_with(behind)) return std::nullopt;
  text.remove_prefix(behind.size());
  return number;
}

}  // namespace

activity activity_of(channel_status status) {
  switch (status) {
    using enum channel_status;
    case idle:
    case idle_from_mcu:
      return activity::idle;
    case charge:
      return activity::charging;
    case discharge:
      return activity::discharging;
    case rest:
    case volt_meter:
      return activity::resting;
    // What each of them lets flow is in no document.
    case transition:
    case wait:
    case external_charge:
    case calibration:
    case pulse:
    case internal_resistance:
    case ac_impedance:
    case aci_cell:
    case acr:
    case test_settings:
    case waiting_for_acs:
    case start:
    case running:
    case step_transfer:
    case resume:
    case go_pause:
    case go_stop:
    case go_next_step:
    case online_update:
      return activity::running;
    case pause:
      return activity::suspended;
    case finished:
      return activity::finished;
    case unsafe:
    case error:
    case daq_memory_unsafe:
      return activity::faulted;
    case empty:
      return activity::unavailable;
  }
  return activity::unknown;
}

std::string status_text(messages::channel_record const& record) {
  std::string text(text_of(record.status));
  if (text.empty()) text = fmt::format("status {}", static_cast<int>(record.status));
  if (record.communication_failed != 0) text += ", communication failed";
  return text;
}

std::optional<step_and_cycle> step_and_cycle_of(std::string_view text) {
  if (!text.starts_with('[')) return std::nullopt;
  text.remove_prefix(1);
  auto const cycle = take_number(text, "] ");
  auto const step = cycle ? take_number(text, ":") : std::nullopt;
  if (!step) return std::nullopt;
  return step_and_cycle{*cycle, *step};
}

reading reading_of(std::string_view device, messages::channel_record const& record) {
  reading one;
  one.vendor = "arbin";
  one.device = device;
  one.channel = static_cast<int>(record.channel) + 1;
  one.utc = std::chrono::system_clock::now();
  one.voltage = record.voltage;
  one.current = record.current;
  one.capacity = double{record.charge_capacity} - double{record.discharge_capacity};
  one.energy = double{record.charge_energy} - double{record.discharge_energy};
  if (!record.temperatures.empty()) one.temperature = record.temperatures.front().value;
  // What a channel shows that the cycler cannot reach is what was: it may run on.
  bool const reached = record.communication_failed == 0;
  one.status = reached ? activity_of(record.status) : activity::unknown;
  one.status_text = status_text(record);
  if (auto const at = step_and_cycle_of(record.step_and_cycle)) {
    one.step = at->step;
    one.cycle = at->cycle;
  }
  one.test_time = record.test_time;
  one.step_time = record.step_time;
  one.test_name = record.test_name;
  return one;
}

}  // namespace cyclers::arbin
