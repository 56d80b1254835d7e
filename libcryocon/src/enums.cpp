#include "cryocon/enums.hpp"

#include <algorithm>

#include "detail/text_tools.hpp"

namespace cryocon {
namespace {

template <class E>
constexpr enumerator item(E code, std::string_view text, std::string_view also = {}) {
  return {static_cast<int>(code), text, also};
}

constexpr enumerator units[] = {item(unit::K, "K", "Kelvin"), item(unit::C, "C", "Celsius"),
                                item(unit::F, "F", "Fahrenheit"),
                                item(unit::S, "S", "V|O|Volts|Ohms")};
constexpr enumerator loop_types[] = {item(loop_type::off, "OFF"),
                                     item(loop_type::pid, "PID"),
                                     item(loop_type::man, "MAN"),
                                     item(loop_type::table, "TABLE"),
                                     item(loop_type::rampp, "RAMPP", "RAMP"),
                                     item(loop_type::rampt, "RAMPT"),
                                     item(loop_type::scale, "SCALE", "SCAL")};
constexpr enumerator heater_ranges[] = {
    item(heater_range::hi, "HI", "HIGH"), item(heater_range::mid, "MID", "MEDIUM"),
    item(heater_range::low, "LOW", "LO"), item(heater_range::v5, "5V"),
    item(heater_range::v10, "10V")};
// -Htr Off- and -Readback- are in the list of page 18, the others in that of page 102 too.
constexpr enumerator loop_errors[] = {
    item(loop_error::ok, "--Htr OK--", "-Htr OK-|Htr OK"),
    item(loop_error::off, "-Htr Off-", "--Htr Off--|Htr Off"),
    item(loop_error::over_temperature, "-Overtemp-", "Overtemp"),
    item(loop_error::readback, "-Readback-", "Readback"),
    item(loop_error::over_temperature_disconnect, "OTDisconn", "-OTDisconn-"),
    item(loop_error::low_resistance, "Htr-Low-R", "-Htr-Low-R-"),
    item(loop_error::fan_fault, "Fan Fault", "-Fan Fault-")};
constexpr enumerator alarm_states[] = {item(alarm_state::clear, "--", "---|-"),
                                       item(alarm_state::sensor_fault, "SF"),
                                       item(alarm_state::high, "HI"),
                                       item(alarm_state::low, "LO"),
                                       item(alarm_state::high_latched, "HI L", "HIL|HI-L"),
                                       item(alarm_state::low_latched, "LO L", "LOL|LO-L"),
                                       item(alarm_state::sensor_fault_latched, "SF L", "SF-L")};
constexpr enumerator relay_modes[] = {item(relay_mode::automatic, "AUTO"),
                                      item(relay_mode::within, "WITHIN"),
                                      item(relay_mode::control, "CONTROL", "CNTRL|CONT"),
                                      item(relay_mode::on, "ON"), item(relay_mode::off, "OFF")};
constexpr enumerator relay_states[] = {item(relay_state::clear, "--", "---|-"),
                                       item(relay_state::high, "HI"), item(relay_state::low, "LO"),
                                       item(relay_state::on, "ON"), item(relay_state::off, "OFF")};
constexpr enumerator autotune_states[] = {
    item(autotune_state::idle, "IDLE"), item(autotune_state::running, "RUNNING"),
    item(autotune_state::complete, "COMPLETE"), item(autotune_state::failed, "FAILED"),
    item(autotune_state::abort, "ABORT", "ABORTED")};
constexpr enumerator autotune_modes[] = {item(autotune_mode::p, "P"), item(autotune_mode::pi, "PI"),
                                         item(autotune_mode::pid, "PID")};
constexpr enumerator bias_voltages[] = {
    item(bias_voltage::mv10, "10MV", "10.0MV"), item(bias_voltage::mv3, "3.0MV", "3MV"),
    item(bias_voltage::mv1, "1.0MV", "1MV"),    item(bias_voltage::uv300, "300UV"),
    item(bias_voltage::uv200, "200UV"),         item(bias_voltage::uv100, "100UV"),
    item(bias_voltage::not_available, "N/A")};
constexpr enumerator bridge_ranges[] = {
    item(bridge_range::automatic, "AUTO"), item(bridge_range::ma1, "1.0MA", "1MA"),
    item(bridge_range::ua100, "100UA"), item(bridge_range::ua10, "10UA", "10.0UA"),
    item(bridge_range::ua1, "1.0UA", "1UA")};
constexpr enumerator sensor_types[] = {item(sensor_type::diode, "DIODE", "DIOD"),
                                       item(sensor_type::acr, "ACR"),
                                       item(sensor_type::ptc100, "PTC100"),
                                       item(sensor_type::ptc1k, "PTC1K"),
                                       item(sensor_type::ntc10ua, "NTC10UA"),
                                       item(sensor_type::tc70, "TC70"),
                                       item(sensor_type::none, "NONE")};
constexpr enumerator curve_units[] = {item(curve_unit::volts, "VOLTS", "VOLT|V"),
                                      item(curve_unit::ohms, "OHMS", "OHM"),
                                      item(curve_unit::logohm, "LOGOHM", "LOGOHMS")};
constexpr enumerator display_resolutions[] = {
    item(display_resolution::full, "FULL"), item(display_resolution::one, "1"),
    item(display_resolution::two, "2"), item(display_resolution::three, "3")};

bool stands_for(enumerator const& choice, std::string_view text) {
  if (detail::alike(choice.text, text)) return true;
  if (choice.also.empty()) return false;
  return std::ranges::any_of(detail::split(choice.also, '|'),
                             [&](std::string_view other) { return detail::alike(other, text); });
}

}  // namespace

enumerator const* enumeration::find(std::string_view text) const {
  auto const found =
      std::ranges::find_if(items, [&](enumerator const& each) { return stands_for(each, text); });
  return found == items.end() ? nullptr : &*found;
}

std::string_view enumeration::text(int code) const {
  auto const found = std::ranges::find(items, code, &enumerator::code);
  return found == items.end() ? std::string_view{} : found->text;
}

std::string enumeration::expected() const {
  std::string list;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i != 0) list += i + 1 == items.size() ? " or " : ", ";
    list += items[i].text;
  }
  return list;
}

#define CRYOCON_TABLE(E, OPEN)                          \
  template <>                                           \
  enumeration const& enumeration_of<E>() {              \
    static constexpr enumeration table{#E, E##s, OPEN}; \
    return table;                                       \
  }
CRYOCON_TABLE(unit, false)
CRYOCON_TABLE(loop_type, false)
CRYOCON_TABLE(heater_range, false)
CRYOCON_TABLE(loop_error, true)
CRYOCON_TABLE(alarm_state, true)
CRYOCON_TABLE(relay_mode, false)
CRYOCON_TABLE(relay_state, true)
CRYOCON_TABLE(autotune_state, true)
CRYOCON_TABLE(autotune_mode, false)
CRYOCON_TABLE(bias_voltage, true)
CRYOCON_TABLE(bridge_range, true)
CRYOCON_TABLE(sensor_type, true)
CRYOCON_TABLE(curve_unit, false)
CRYOCON_TABLE(display_resolution, false)
#undef CRYOCON_TABLE

}  // namespace cryocon
