#include <fmt/format.h>

#include "arbin_twin/call.hpp"

namespace sim::cti {
namespace {

using cyclers::arbin::connect_result;
using cyclers::arbin::login_result;
using cyclers::arbin::serial_result;
using cyclers::arbin::user_type;

// What the cycler is, is told to those only who may log in.
messages::log_in::reply who_we_are(call const& of) {
  auto const& self = of.console.options();
  auto const& who = *of.session.who;
  return {.ip_address = {127, 0, 0, 1},
          .serial_number = fmt::format("{}", self.serial_number),
          .note = self.note,
          .nick_name = self.name,
          .location = self.location,
          .version = self.version,
          .may_control = who.control ? 1U : 0U,
          .channels = static_cast<std::uint32_t>(self.channels),
          .user_type = who.level == arbin::level::super ? user_type::super : user_type::normal,
          .picture = std::string(self.picture.begin(), self.picture.end())};
}

void log_in(call& of, messages::log_in::request const& asked) {
  auto const refused = of.console.refusal(messages::log_in::info.name);
  auto const result = refused ? static_cast<login_result>(*refused)
                              : of.console.clients.log_in(of.session, asked.user, asked.password);
  of.console.note(fmt::format("log-in of '{}': {}", asked.user, text_of(result)));
  auto reply = of.session.who ? who_we_are(of) : messages::log_in::reply{};
  reply.result = result;
  of.answer<messages::log_in>(reply);
}

// The flag is 1 for a session that may be kicked out: protocol document page 3.
void connect(call& of, messages::connect::request const& asked) {
  bool const is_in = of.session.who.has_value();
  auto result =
      is_in || !of.console.clients.is_full() ? connect_result::ok : connect_result::rejected;
  if (auto const code = of.console.refusal(messages::connect::info.name))
    result = static_cast<connect_result>(*code);
  if (result == connect_result::ok) of.session.may_be_kicked = asked.kick_out != 0;
  of.answer<messages::connect>({of.session.may_be_kicked ? 1U : 0U, result});
}

void serial_number(call& of, messages::serial_number::request const&) {
  auto const code = of.console.refusal(messages::serial_number::info.name);
  if (code) return of.answer<messages::serial_number>({0, static_cast<serial_result>(*code)});
  of.answer<messages::serial_number>({of.console.options().serial_number, serial_result::ok});
}

}  // namespace

std::vector<answerer> session_answers() {
  return {
      line<messages::log_in, &log_in>(),
      line<messages::connect, &connect>(),
      line<messages::serial_number, &serial_number>(),
  };
}

}  // namespace sim::cti
