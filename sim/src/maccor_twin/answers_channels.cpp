#include <algorithm>
#include <cmath>

#include "maccor_twin/call.hpp"

namespace sim::mac {
namespace {

using cyclers::maccor::channel_state;

constexpr int most_at_once = 128;  // of one message

/// Asks up to 128 channels; what lies beyond the last one is told as a place without a channel.
template <class Reply, class Element>
boost::system::result<Reply, rpc_error> of_many(call& of, std::vector<Element> Reply::* into,
                                                Element absent,
                                                Element (*read)(test_channel const&)) {
  // A client of the field means the first channel by -1, having counted down once too often.
  auto const first = std::max(of.asked.where.chan.value_or(-1), 0);
  auto const count = of.asked.where.len.value_or(1);
  bool const there = of.asked.where.chan.value_or(-2) >= -1 && of.tester.channel(first);
  if (!there || count < 0 || count > most_at_once) return rpc_error::illegal_value;
  Reply reply;
  auto& all = reply.*into;
  all.reserve(static_cast<std::size_t>(count));
  for (auto n = first; n < first + count; ++n) {
    auto const* const one = of.tester.channel(n);
    all.push_back(one ? read(*one) : absent);
  }
  return reply;
}

answer<messages::statuses> statuses(call& of, messages::nothing const&) {
  return of_many(
      of, &messages::statuses::reply::channels,
      messages::channel_status{.state = channel_state::not_used},
      +[](test_channel const& one) { return one.status(); });
}

answer<messages::voltages> voltages(call& of, messages::nothing const&) {
  return of_many(
      of, &messages::voltages::reply::voltages, 0.0F, +[](test_channel const& one) {
        return static_cast<float>(one.runner().hardware().voltage());
      });
}

answer<messages::currents> currents(call& of, messages::nothing const&) {
  return of_many(
      of, &messages::currents::reply::currents, 0.0F, +[](test_channel const& one) {
        return static_cast<float>(std::abs(one.runner().hardware().current()));
      });
}

answer<messages::test_times> test_times(call& of, messages::nothing const&) {
  return of_many(
      of, &messages::test_times::reply::times, 0.0F,
      +[](test_channel const& one) { return static_cast<float>(one.test_time()); });
}

answer<messages::channel_specification> channel_specification(call& of, messages::nothing const&) {
  auto const count = of.binary ? of.asked.where.len.value_or(1) : 1;
  bool const there = of.channel() && count >= 0 && count <= most_at_once &&
                     *of.asked.where.chan + count <= of.tester.options().channels;
  if (!there) return rpc_error::illegal_value;
  auto const& can = of.tester.options();
  auto const single = [](double value) { return static_cast<float>(value); };
  auto const current = [&](std::size_t range) { return single(can.most_current[range - 1]); };
  messages::channel_limits const each{.tick = 0.01F,
                                      .v_max = single(can.most_voltage),
                                      .v_min = single(can.least_voltage),
                                      .v_safe_max = single(can.most_voltage),
                                      .v_safe_min = single(can.least_voltage),
                                      .i_charge_4 = current(4),
                                      .i_charge_3 = current(3),
                                      .i_charge_2 = current(2),
                                      .i_charge_1 = current(1),
                                      .i_discharge_4 = current(4),
                                      .i_discharge_3 = current(3),
                                      .i_discharge_2 = current(2),
                                      .i_discharge_1 = current(1),
                                      .i_safe_charge = current(4),
                                      .i_safe_discharge = current(4),
                                      .p_battery_charge = single(can.most_power),
                                      .p_battery_discharge = single(can.most_power),
                                      .p_channel_charge = single(can.most_power),
                                      .p_channel_discharge = single(can.most_power),
                                      .supply_charge = single(can.most_voltage + 1),
                                      .supply_discharge = single(can.most_voltage + 1)};
  return messages::channel_specification::reply{std::vector(static_cast<std::size_t>(count), each)};
}

answer<messages::calibration_dates> calibration_dates(call& of, messages::nothing const&) {
  if (!of.channel()) return rpc_error::illegal_value;
  constexpr cyclers::timestamp verified{
      std::chrono::sys_days{std::chrono::year{2024} / 1 / 15}.time_since_epoch()};
  return messages::calibration_dates::reply{verified, verified, verified, verified, verified,
                                            verified, verified, verified, verified, verified};
}

answer<messages::aux_values> aux_values(call& of, messages::nothing const&) {
  auto const* const one = of.channel();
  if (!one) return rpc_error::illegal_value;
  auto const& hardware = one->runner().hardware();
  return messages::aux_values::reply{
      {static_cast<float>(hardware.temperature()), static_cast<float>(hardware.cell().ambient())}};
}

answer<messages::aux_units> aux_units(call& of, messages::nothing const&) {
  if (!of.channel()) return rpc_error::illegal_value;
  return messages::aux_units::reply{{"degC", "degC"}};
}

template <class F>
answer<F> names_of(call& of) {
  auto const* const one = of.channel();
  if (!one) return rpc_error::illegal_value;
  if (!one->test()) return typename F::reply{};
  auto const& test = *one->test();
  return typename F::reply{test.name, test.comment, test.procedure, test.description};
}

answer<messages::names> names(call& of, messages::nothing const&) {
  return names_of<messages::names>(of);
}

answer<messages::long_names> long_names(call& of, messages::nothing const&) {
  return names_of<messages::long_names>(of);
}

answer<messages::full_status> full_status(call& of, messages::nothing const&) {
  auto const* const one = of.channel();
  if (!one) return rpc_error::illegal_value;
  auto reply = one->full_status();
  reply.tester_time = of.tester.clock();
  return reply;
}

answer<messages::variables> variables(call& of, messages::nothing const&) {
  auto const* const one = of.channel();
  if (!one) return rpc_error::illegal_value;
  messages::variables::reply reply{.global_flags = of.tester.flags};
  auto const& vars = one->runner().vars();
  for (std::size_t n = 0; n < reply.values.size(); ++n)
    reply.values[n] = static_cast<float>(vars[n]);
  return reply;
}

answer<messages::end_status> end_status(call& of, messages::nothing const&) {
  auto const* const one = of.channel();
  if (!one) return rpc_error::illegal_value;
  auto const* const what = one->test() ? one->runner().what() : nullptr;
  if (!what) return messages::end_status::reply{};
  return messages::end_status::reply{
      .ends = static_cast<std::uint16_t>(what->ends()),
      .reached = static_cast<std::uint16_t>(one->runner().status().end_number)};
}

}  // namespace

std::vector<answerer> channel_answers() {
  return {
      line<messages::channel_specification, &channel_specification>(),
      line<messages::calibration_dates, &calibration_dates>(),
      line<messages::statuses, &statuses>(),
      line<messages::voltages, &voltages>(),
      line<messages::currents, &currents>(),
      line<messages::aux_values, &aux_values>(),
      line<messages::aux_units, &aux_units>(),
      line<messages::names, &names>(),
      line<messages::full_status, &full_status>(),
      line<messages::variables, &variables>(),
      line<messages::test_times, &test_times>(),
      line<messages::end_status, &end_status>(),
      line<messages::long_names, &long_names>(),
  };
}

}  // namespace sim::mac
