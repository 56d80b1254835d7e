#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

#include "cryocon/property.hpp"
#include "cryocon/value.hpp"

/// Holds the value types of the property table: what a getter gives, what a setter takes, how it
/// looks on the wire.
namespace cryocon::types {

template <class Value, class Argument, value_kind Kind>
struct basic {
  using value_type = Value;        ///< What a getter returns.
  using argument_type = Argument;  ///< What a setter takes.
  static constexpr value_kind kind = Kind;
};

template <class E>
struct enumerated {
  using value_type = E;
  using argument_type = E;
  static constexpr value_kind kind = value_kind::enumeration;
  static enumeration const* options() { return &enumeration_of<E>(); }
};

/// Is an enumeration of which newer firmware may know more.
template <class E>
struct reported : enumerated<E> {
  using value_type = status<E>;
};

using none = basic<void, void, value_kind::none>;
using on_off = basic<bool, bool, value_kind::on_off>;
using yes_no = basic<bool, bool, value_kind::yes_no>;
using engagement = basic<bool, bool, value_kind::engagement>;
using unlocked = basic<bool, bool, value_kind::unlocked>;
using integer = basic<std::int64_t, std::int64_t, value_kind::integer>;
using real = basic<double, double, value_kind::real>;
using measurement = basic<reading, double, value_kind::measurement>;
using degrees = basic<temperature, double, value_kind::degrees>;
using set_point = basic<temperature, double, value_kind::set_point>;
using text = basic<std::string, std::string_view, value_kind::text>;
using quoted = basic<std::string, std::string_view, value_kind::quoted>;
using day = basic<date, date, value_kind::day>;
using clock_time = basic<time_of_day, time_of_day, value_kind::time>;
using input_channel = basic<channel, channel, value_kind::channel>;
using calibration = basic<curve, curve, value_kind::curve>;
using gain_table = basic<pid_table, pid_table, value_kind::pid_table>;
using records = basic<log_records, log_records, value_kind::records>;

using display_unit = enumerated<cryocon::unit>;
using control_type = enumerated<cryocon::loop_type>;
using output_range = enumerated<cryocon::heater_range>;
using fault = reported<cryocon::loop_error>;
using alarm = reported<cryocon::alarm_state>;
using relay_rule = enumerated<cryocon::relay_mode>;
using relay_status = reported<cryocon::relay_state>;
using tuning_status = reported<cryocon::autotune_state>;
using tuning_mode = enumerated<cryocon::autotune_mode>;
using bias = reported<cryocon::bias_voltage>;
using excitation = reported<cryocon::bridge_range>;
using sensor_kind = reported<cryocon::sensor_type>;
using curve_units = enumerated<cryocon::curve_unit>;
using resolution = enumerated<cryocon::display_resolution>;

}  // namespace cryocon::types
