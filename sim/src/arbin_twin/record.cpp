#include "arbin_twin/record.hpp"

#include "arbin_twin/texts.hpp"

namespace sim::cti {
namespace {

using messages::aux_value;
using messages::channel_record;
namespace wants = messages::wants;

float single(double value) { return static_cast<float>(value); }

std::vector<aux_value> inputs_of(int count, double first, double others) {
  std::vector<aux_value> all(static_cast<std::size_t>(count), {single(others), 0});
  if (!all.empty()) all.front().value = single(first);
  return all;
}

/// Fills a list with as many values as there are inputs, and their number.
void put(std::uint16_t& number, std::vector<aux_value>& list, int count, double first,
         double others) {
  list = inputs_of(count, first, others);
  number = static_cast<std::uint16_t>(count);
}

// The first thermocouple is on the cell, the others hang in the air around it; what has nothing to
// do with a cell reads what a quiet room would give.
void put_aux(channel_record& to, test_channel const& from) {
  auto const& has = from.beside();
  auto const& cell = from.runner().hardware();
  double const air = cell.cell().ambient();
  constexpr double atmosphere = 101.325;
  put(to.voltage_count, to.voltages, has.voltage, cell.voltage(), 0);
  put(to.temperature_count, to.temperatures, has.temperature, cell.temperature(), air);
  put(to.pressure_count, to.pressures, has.pressure, atmosphere, atmosphere);
  put(to.external_count, to.externals, has.external, 0, 0);
  put(to.flow_count, to.flows, has.flow, 0, 0);
  put(to.analog_output_count, to.analog_outputs, has.analog_output, 0, 0);
  put(to.digital_input_count, to.digital_inputs, has.digital_input, 0, 0);
  put(to.digital_output_count, to.digital_outputs, has.digital_output, 0, 0);
  put(to.humidity_count, to.humidities, has.humidity, 45, 45);
  put(to.safety_count, to.safeties, has.safety, 0, 0);
  put(to.ph_count, to.phs, has.ph, 7, 7);
  put(to.density_count, to.densities, has.density, 1, 1);
  if (!to.voltages.empty()) to.voltages.front().rate = single(from.voltage_rate());
}

double value_of(arbin::signal const& one, test_channel const& from) {
  auto const& on = from.runner().hardware();
  switch (one.reads) {
    case arbin::source::voltage:
      return on.voltage();
    case arbin::source::current:
      return on.current();
    case arbin::source::temperature:
      return on.temperature();
    case arbin::source::soc:
      return 100 * on.cell().state_of_charge();
    case arbin::source::capacity:
      return on.cell().capacity();
    case arbin::source::value:
      break;
  }
  return one.value;
}

void put_can(channel_record& to, test_channel const& from) {
  for (auto const& one : from.beside().can)
    to.can.push_back({static_cast<std::uint32_t>(to.can.size()), value_of(one, from), one.unit});
  to.can_count = static_cast<std::uint16_t>(to.can.size());
}

void put_smb(channel_record& to, test_channel const& from) {
  using cyclers::arbin::smb_type;
  for (auto const& one : from.beside().smb) {
    auto const index = static_cast<std::uint32_t>(to.smb.size());
    if (one.text)
      to.smb.push_back({index, smb_type::text, 0, *one.text, one.unit});
    else
      to.smb.push_back({index, smb_type::number, value_of(one, from), {}, one.unit});
  }
  to.smb_count = static_cast<std::uint16_t>(to.smb.size());
}

void put_test(channel_record& to, test_channel const& from) {
  if (!from.test()) return;
  auto const reached = from.reached();
  auto const& cell = from.runner().hardware().cell();
  to.test_name = from.test()->name;
  to.step_and_cycle = step_and_cycle(from.runner());
  to.test_time = reached.test_time;
  to.step_time = reached.step_time;
  to.charge_capacity = single(reached.charge_capacity);
  to.discharge_capacity = single(reached.discharge_capacity);
  to.charge_energy = single(reached.charge_energy);
  to.discharge_energy = single(reached.discharge_energy);
  to.internal_resistance = single(cell.voltage(1) - cell.voltage(0));
}

}  // namespace

channel_record record_of(console const& of, test_channel const& one, std::uint32_t wanted) {
  auto const& hardware = one.runner().hardware();
  channel_record to{.channel = one.index(),
                    .status = one.status(),
                    .communication_failed = static_cast<std::uint8_t>(of.in_touch(one) ? 0 : 1),
                    .schedule = one.assigned.schedule,
                    .exit_condition = one.exit_condition().empty() ? exit_text(one.runner())
                                                                   : one.exit_condition(),
                    .barcode = one.assigned.barcode,
                    .can_configuration = one.beside().can_configuration,
                    .smb_configuration = one.beside().smb_configuration,
                    .master_channel = static_cast<std::uint16_t>(one.index()),
                    .voltage = single(hardware.voltage()),
                    .current = single(hardware.current()),
                    .power = single(hardware.power()),
                    .voltage_rate = single(one.voltage_rate())};
  put_test(to, one);
  if ((wanted & wants::aux) != 0) put_aux(to, one);
  if ((wanted & wants::can) != 0) put_can(to, one);
  if ((wanted & wants::smb) != 0) put_smb(to, one);
  return to;
}

}  // namespace sim::cti
