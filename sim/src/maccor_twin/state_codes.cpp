#include "maccor_twin/state_codes.hpp"

namespace sim::mac {
namespace {

using cycler::ended_by;
using cycler::record_reason;
using cycler::run_state;
using cycler::trip;
using cyclers::maccor::channel_state;
using cyclers::maccor::end_code;
using cyclers::maccor::run_code;

end_code code_of_end(ended_by why) {
  switch (why) {
    case ended_by::nothing:
      return end_code::none;
    case ended_by::time:
      return end_code::step_time;
    case ended_by::test_time:
      return end_code::test_time;
    case ended_by::cycle:
      return end_code::cycle_number;
    case ended_by::voltage:
      return end_code::voltage;
    case ended_by::current:
      return end_code::current;
    case ended_by::power:
      return end_code::power;
    case ended_by::capacity:
      return end_code::capacity;
    case ended_by::energy:
      return end_code::energy;
    case ended_by::temperature:
      return end_code::thermistor;
    case ended_by::variable:
      return end_code::function;
    case ended_by::jump:
      return end_code::forced_step;
    case ended_by::procedure:
      return end_code::normal_end;
    case ended_by::person:
      return end_code::suspended;
    case ended_by::pause:
      return end_code::pause_step;
    case ended_by::safety:
      return end_code::voltage_safety;
    case ended_by::no_progress:
      return end_code::timeout;
  }
  return end_code::none;
}

end_code code_of_trip(trip limit) {
  switch (limit) {
    case trip::charge_current:
    case trip::charge_power:
      return end_code::overcharge;
    case trip::discharge_current:
    case trip::discharge_power:
      return end_code::lost_current_control;
    case trip::temperature:
      return end_code::auxiliary_input;
    default:
      return end_code::voltage_safety;
  }
}

run_code running_code(cycler::channel const& on) {
  if (on.current() > 0) return run_code::charge;
  return on.current() < 0 ? run_code::discharge : run_code::rest;
}

end_code last_code(cycler::runner const& on) {
  return on.records().empty() ? end_code::step_start : code_of(on.records().back());
}

}  // namespace

end_code code_of(cycler::record const& one) {
  switch (one.why) {
    case record_reason::time:
      return end_code::record_time;
    case record_reason::voltage:
      return end_code::voltage_increment;
    case record_reason::current:
      return end_code::current_increment;
    case record_reason::step_end:
      return code_of_end(one.by);
    case record_reason::suspended:
      return end_code::suspended;
    case record_reason::step_start:
    case record_reason::resumed:
      break;
  }
  return end_code::step_start;
}

cyclers::maccor::messages::channel_status codes_of(cycler::runner const& on) {
  auto const now = on.status();
  switch (now.state) {
    case run_state::running:
      return {running_code(on.hardware()), last_code(on), channel_state::active};
    case run_state::paused:
      return {run_code::pause, end_code::pause_step, channel_state::suspended};
    case run_state::suspended:
      return {run_code::suspended, end_code::suspended, channel_state::suspended};
    case run_state::tripped:
      return {run_code::problem, code_of_trip(now.tripped), channel_state::problem};
    case run_state::complete:
      return {run_code::complete, end_code::normal_end, channel_state::completed};
    case run_state::stopped:
      return {run_code::problem, code_of_end(now.halted), channel_state::problem};
    case run_state::idle:
      break;
  }
  return {run_code::available, end_code::none, channel_state::available};
}

}  // namespace sim::mac
