#include <cmath>

#include "maccor_twin/call.hpp"
#include "maccor_twin/seconds.hpp"

namespace sim::mac {
namespace {

using cyclers::maccor::access_bus;
using cyclers::maccor::battery_bus;
using cyclers::maccor::battery_kind;
using cyclers::maccor::battery_status;
using cyclers::maccor::read_status;

// Binary has thousandths and tenths; JSON tells the same.
double rounded(double value, double parts) { return std::round(value * parts) / parts; }

double rounded_seconds(duration of) { return rounded(seconds(of), 1000); }

answer<messages::battery_info> battery_info(call& of, messages::nothing const&) {
  constexpr int per_board = 12;
  auto const* const one = of.battery();
  if (!one) return rpc_error::macnet_error;
  auto const position = of.channel()->number() - 1;
  auto const now = of.tester.now();
  auto const header = one->header_there(now);
  return messages::battery_info::reply{
      .board = static_cast<std::uint8_t>(position / per_board),
      .position = static_cast<std::uint8_t>(position % per_board),
      .kind = battery_kind::smb3,
      .server_major = 2,
      .server_minor = 1,
      .client_major = 2,
      .client_minor = 7,
      .since_read = rounded_seconds(one->age(now)),
      .since_header = header ? rounded_seconds(now - *header) : 0,
      .status = {.code = one->polling() ? battery_status::reading : battery_status::idle},
      .bus_voltage = rounded(one->setup.bus_voltage, 1000),
      .temperature = rounded(of.channel()->runner().hardware().temperature(), 10)};
}

answer<messages::suspend_polling> suspend_polling(call& of, messages::nothing const&) {
  auto* const one = of.battery();
  if (one) one->suspend(*of.channel(), of.tester.now());
  return done(one != nullptr);
}

answer<messages::resume_polling> resume_polling(call& of, messages::nothing const&) {
  auto* const one = of.battery();
  if (one) one->resume();
  return done(one != nullptr);
}

answer<messages::write_register> write_register(call& of,
                                                messages::write_register::request const& what) {
  constexpr std::size_t most = 60;
  auto* const one = of.battery();
  if (!one || what.data.empty() || what.data.size() > most) return rpc_error::illegal_value;
  one->write(what.address, what.data);
  return done(true);
}

answer<messages::write_registers> write_registers(call& of,
                                                  messages::write_registers::request const& what) {
  auto* const one = of.battery();
  bool const legal = what.range.first <= what.range.last && !what.data.empty() &&
                     what.data.size() <= smart_battery::most_read;
  if (!one || !legal) return rpc_error::illegal_value;
  one->write(what.range, what.data);
  return done(true);
}

answer<messages::request_read> request_read(call& of, messages::register_range const& what) {
  auto* const one = of.battery();
  if (!one || smart_battery::size_of(what) == 0) return rpc_error::illegal_value;
  one->read(what, *of.channel(), of.tester.now());
  return done(true);
}

answer<messages::bytes_read> bytes_read(call& of, messages::nothing const&) {
  auto const* const one = of.battery();
  if (!one) return rpc_error::macnet_error;
  auto const& asked = one->asked();
  if (!asked) return messages::bytes_read::reply{.status = read_status::error};
  messages::bytes_read::reply reply{
      .status = asked->failed ? read_status::error : read_status::completed,
      .requested = static_cast<std::uint16_t>(smart_battery::size_of(asked->range)),
      .data = asked->data};
  if (of.tester.now() >= asked->there) return reply;
  reply.status = read_status::in_progress;
  reply.data.clear();
  return reply;
}

answer<messages::read_header> read_header(call& of, messages::nothing const&) {
  auto* const one = of.battery();
  bool const could = one && of.channel()->is_free();
  if (could) one->read_header(of.tester.now());
  return done(could);
}

std::uint8_t share_of(smart_battery::scan_items const& list) {
  return static_cast<std::uint8_t>(100 * list.size() / smart_battery::most_items);
}

answer<messages::position> position(call& of, messages::nothing const&) {
  auto const* const one = of.battery();
  if (!one) return rpc_error::macnet_error;
  return messages::position::reply{.setup = one->setup,
                                   .list_share = share_of(one->list),
                                   .header_share = share_of(one->header_list)};
}

answer<messages::set_position> set_position(call& of, messages::set_position::request const& what) {
  constexpr float most_logic = 6;
  auto* const one = of.battery();
  auto const& setup = what.setup;
  bool const legal = setup.bus >= battery_bus::smb_or_i2c && setup.bus <= battery_bus::one_wire &&
                     setup.bus_voltage >= 0 && setup.bus_voltage <= most_logic;
  if (!one || !legal) return rpc_error::illegal_value;
  if (!of.channel()->is_free()) return done(false);
  one->setup = setup;
  return done(true);
}

}  // namespace

std::vector<answerer> battery_answers() {
  return {
      line<messages::battery_info, &battery_info>(),
      line<messages::suspend_polling, &suspend_polling>(),
      line<messages::resume_polling, &resume_polling>(),
      line<messages::write_register, &write_register>(),
      line<messages::write_registers, &write_registers>(),
      line<messages::request_read, &request_read>(),
      line<messages::bytes_read, &bytes_read>(),
      line<messages::read_header, &read_header>(),
      line<messages::position, &position>(),
      line<messages::set_position, &set_position>(),
  };
}

}  // namespace sim::mac
