#include <algorithm>

#include "maccor_twin/call.hpp"

namespace sim::mac {
namespace {

using cyclers::maccor::login_result;
using cyclers::maccor::logout_result;

// The client gets its own bytes: a line of JSON as one line, as all replies are.
std::string on_one_line(std::string_view json) {
  std::string text;
  bool in_string = false;
  for (std::size_t n = 0; n < json.size(); ++n) {
    char const c = json[n];
    bool const space = c == ' ' || c == '\t' || c == '\r' || c == '\n';
    if (in_string || !space) text += c;
    if (in_string && c == '\\' && n + 1 < json.size())
      text += json[++n];
    else if (c == '"')
      in_string = !in_string;
  }
  return text + "\r\n";
}

std::string echo(call& of) { return of.binary ? std::string(of.bytes) : on_one_line(of.bytes); }

answer<messages::version> version(call& of, messages::nothing const&) {
  constexpr std::chrono::milliseconds built =
      std::chrono::sys_days{std::chrono::year{2022} / 5 / 18}.time_since_epoch();
  static_cast<void>(of);
  return messages::version::reply{.api = 1,
                                  .exe_build = 18,
                                  .exe_minor = 2,
                                  .exe_major = 3,
                                  .dll_build = 18,
                                  .dll_minor = 2,
                                  .dll_major = 3,
                                  .exe_built = {built},
                                  .dll_built = {built}};
}

answer<messages::general_info> general_info(call& of, messages::nothing const&) {
  constexpr int per_board = 8;
  constexpr int aux_per_board = 128;
  constexpr int positions_per_board = 12;
  auto const& has = of.tester.options();
  auto const boards = [](int of_what, int per) {
    return static_cast<std::uint16_t>((of_what + per - 1) / per);
  };
  auto const aux = has.channels * 2;
  return messages::general_info::reply{
      .system_id = has.name,
      .system_type = static_cast<cyclers::maccor::system_type>(has.system_type),
      .controller_boards = boards(has.channels, per_board),
      .test_channels = static_cast<std::uint16_t>(has.channels),
      .aux_boards = boards(aux, aux_per_board),
      .aux_channels = static_cast<std::uint16_t>(aux),
      .smb3_boards = boards(has.smart_batteries ? has.channels : 0, positions_per_board)};
}

answer<messages::log_in> log_in(call& of, messages::log_in::request const& who) {
  auto const& users = of.tester.options().users;
  auto const found = users.find(who.user);
  bool const known = users.empty() || (found != users.end() && found->second == who.password);
  of.session.user = known ? std::optional(who.user) : std::nullopt;
  return messages::log_in::reply{{.code = known ? login_result::ok : login_result::failed}};
}

answer<messages::log_out> log_out(call& of, messages::nothing const&) {
  bool const was_in = std::exchange(of.session.user, std::nullopt).has_value();
  return messages::log_out::reply{{.code = was_in ? logout_result::ok : logout_result::failed}};
}

}  // namespace

std::vector<answerer> system_answers() {
  return {
      {&cyclers::maccor::function_of<messages::echo>(), &echo},
      line<messages::version, &version>(),
      line<messages::general_info, &general_info>(),
      line<messages::log_in, &log_in>(),
      line<messages::log_out, &log_out>(),
  };
}

}  // namespace sim::mac
