#include "arbin_twin/call.hpp"

namespace sim::cti {
namespace {

using cyclers::arbin::calibration_result;
using cyclers::arbin::message_result;
using cyclers::arbin::plain_result;

// No document has a code for the commands that it does not describe; most others begin with it.
constexpr auto plain_failure = static_cast<plain_result>(0x10);

void send_message(call& of, messages::send_message::request const& asked) {
  constexpr std::size_t most_messages = 100;
  if (auto const no = barred<messages::send_message, message_result>(of))
    return of.answer<messages::send_message>({*no});
  of.console.messages.push_back(asked.message);
  if (of.console.messages.size() > most_messages) of.console.messages.pop_front();
  of.answer<messages::send_message>({message_result::ok});
}

void calibrate(call& of, messages::calibrate::request const&) {
  auto const no =
      barred<messages::calibrate, calibration_result>(of, calibration_result::not_started);
  if (no) return of.answer<messages::calibrate>({*no});
  of.answer<messages::calibrate>(
      {of.console.calibrate() ? calibration_result::ok : calibration_result::not_started});
}

/// Answers a command that no document describes; `act` does it.
template <class C, class Do>
void plainly(call& of, Do act) {
  auto const no = barred<C, plain_result>(of, plain_failure);
  of.answer<C>({.result = no.value_or(plain_result::ok)});
  if (!no) act();
}

void assign_name_rule(call& of, messages::undocumented_text const& asked) {
  plainly<messages::assign_name_rule>(of, [&] { of.console.name_rule = asked.text; });
}

void assign_path(call& of, messages::undocumented_text const& asked) {
  plainly<messages::assign_path>(of, [&] { of.console.path = asked.text; });
}

void reset_database(call& of, messages::undocumented const&) {
  plainly<messages::reset_database>(of, [&] { of.console.reset_database(); });
}

void restart_daq(call& of, messages::undocumented const&) {
  plainly<messages::restart_daq>(of, [&] { of.console.restart_acquisition(); });
}

void restart_console(call& of, messages::undocumented const&) {
  plainly<messages::restart_console>(of, [&] {
    of.console.restart_console();
    of.then_close = true;
  });
}

}  // namespace

std::vector<answerer> system_answers() {
  return {
      line<messages::send_message, &send_message>(),
      line<messages::calibrate, &calibrate>(),
      line<messages::assign_name_rule, &assign_name_rule>(),
      line<messages::assign_path, &assign_path>(),
      line<messages::reset_database, &reset_database>(),
      line<messages::restart_daq, &restart_daq>(),
      line<messages::restart_console, &restart_console>(),
  };
}

}  // namespace sim::cti
