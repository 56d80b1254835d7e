#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "cryocon/channel.hpp"
#include "cryocon/date_time.hpp"
#include "cryocon/temperature.hpp"

namespace cryocon {

/// Returns "77.35", "sensor fault", "out of range" or "not available".
std::string to_text(reading const& what);
/// Returns "77.35 K", "sensor fault", "out of range" or "not available".
std::string to_text(temperature const& what);
/// Returns "A".
std::string to_text(channel what);
/// Returns "2020-05-14".
std::string to_text(date what);
/// Returns "16:02:35".
std::string to_text(time_of_day what);

/// Returns the text that the device uses for a choice, e.g. "RAMPP".
template <class E>
  requires requires { enumeration_of<E>(); } && std::is_enum_v<E>
std::string to_text(E what) {
  return std::string(enumeration_of<E>().text(static_cast<int>(what)));
}

namespace detail {

/// Formats a type of this library by its to_text.
struct text_formatter : fmt::formatter<std::string_view> {
  template <class T, class Context>
  auto format(T const& what, Context& context) const {
    return fmt::formatter<std::string_view>::format(to_text(what), context);
  }
};

}  // namespace detail
}  // namespace cryocon

template <>
struct fmt::formatter<cryocon::reading> : cryocon::detail::text_formatter {};
template <>
struct fmt::formatter<cryocon::temperature> : cryocon::detail::text_formatter {};
template <>
struct fmt::formatter<cryocon::channel> : cryocon::detail::text_formatter {};
template <>
struct fmt::formatter<cryocon::time_of_day> : cryocon::detail::text_formatter {};

template <class E>
struct fmt::formatter<cryocon::status<E>> : fmt::formatter<std::string_view> {
  template <class Context>
  auto format(cryocon::status<E> const& what, Context& context) const {
    return fmt::formatter<std::string_view>::format(what.text(), context);
  }
};

#define CRYOCON_FORMATTER(E) \
  template <>                \
  struct fmt::formatter<cryocon::E> : cryocon::detail::text_formatter {}
CRYOCON_FORMATTER(unit);
CRYOCON_FORMATTER(loop_type);
CRYOCON_FORMATTER(heater_range);
CRYOCON_FORMATTER(loop_error);
CRYOCON_FORMATTER(alarm_state);
CRYOCON_FORMATTER(relay_mode);
CRYOCON_FORMATTER(relay_state);
CRYOCON_FORMATTER(autotune_state);
CRYOCON_FORMATTER(autotune_mode);
CRYOCON_FORMATTER(bias_voltage);
CRYOCON_FORMATTER(bridge_range);
CRYOCON_FORMATTER(sensor_type);
CRYOCON_FORMATTER(curve_unit);
CRYOCON_FORMATTER(display_resolution);
#undef CRYOCON_FORMATTER
