#include "detail/config_reader.hpp"

#include <fmt/format.h>

#include "cyclers/maccor/config.hpp"

namespace cyclers::maccor {

namespace {

using cyclers::detail::number;
using cyclers::detail::take;
using cyclers::detail::take_buffer_size;
using cyclers::detail::take_port;
using cyclers::detail::taken;

template <class Quantity>
taken take_quantity(Quantity& into, std::string const& text, std::string_view unit) {
  auto const value = number(text);
  if (!value) return fmt::format("a number in {}", unit);
  into = Quantity{*value};
  return {};
}

template <class T>
taken take_magnitude(T& into, std::string const& text, std::string_view unit) {
  auto const value = number(text);
  if (!value || *value < 0) return fmt::format("a number in {} that is not negative", unit);
  into = T{*value};
  return {};
}

taken take_c_rate(double& into, std::string const& text) {
  auto const value = number(text);
  if (!value || *value <= 0) return "a number in Ah that is more than 0";
  into = *value;
  return {};
}

using maccor_key = cyclers::detail::config_key<config>;

#define KEY(name, call)                                        \
  maccor_key {                                                 \
    name, [](config& c, std::string const& t) { return call; } \
  }
template <class Volt>
taken take_voltage(std::optional<Volt>& into, std::string const& text) {
  Volt value;
  auto wrong = take_quantity(value, text, "V");
  if (wrong.empty()) into = value;
  return wrong;
}
taken take_current(std::optional<ampere>& into, std::string const& text) {
  ampere value;
  auto wrong = take_quantity(value, text, "A");
  if (wrong.empty()) into = value;
  return wrong;
}

constexpr maccor_key config_keys[] = {
    KEY("channel", cyclers::detail::take_channel(c.channel, t, channel_number::highest)),
    KEY("test_name", take(c.test_name, t, true)),
    KEY("test_procedure", take(c.test_procedure, t, true)),
    KEY("c_rate_ah", take_c_rate(c.c_rate_ah, t)),
    KEY("v_max_safety_limit_v", take_voltage(c.v_max_safety_limit_v, t)),
    KEY("v_min_safety_limit_v", take_voltage(c.v_min_safety_limit_v, t)),
    KEY("i_max_safety_limit_a", take_current(c.i_max_safety_limit_a, t)),
    KEY("i_min_safety_limit_a", take_current(c.i_min_safety_limit_a, t)),
    KEY("power_safety_limit_chg_w", take_magnitude(c.power_safety_limit_chg_w, t, "W")),
    KEY("power_safety_limit_dsg_w", take_magnitude(c.power_safety_limit_dsg_w, t, "W")),
    KEY("v_max_v", take_voltage(c.v_max_v, t)),
    KEY("v_min_v", take_voltage(c.v_min_v, t)),
    KEY("data_record_time_s", take_magnitude(c.data_record_time_s, t, "s")),
    KEY("data_record_voltage_delta_vbys", take_magnitude(c.data_record_voltage_delta_vbys, t, "V")),
    KEY("data_record_current_delta_abys", take_magnitude(c.data_record_current_delta_abys, t, "A")),
    KEY("server_ip", take(c.server_ip, t, false)),
    KEY("json_server_port", take_port(c.json_server_port, t)),
    KEY("json_msg_port", take_port(c.json_server_port, t)),
    KEY("tcp_server_port", take_port(c.tcp_server_port, t)),
    KEY("bin_msg_port", take_port(c.tcp_server_port, t)),
    KEY("msg_buffer_size_bytes", (static_cast<void>(c), take_buffer_size(t))),
};
#undef KEY

/// Says which of two limits contradict each other; empty when none do.
std::string contradiction(config const& c) {
  if (c.v_max_safety_limit_v && c.v_min_safety_limit_v &&
      *c.v_max_safety_limit_v <= *c.v_min_safety_limit_v)
    return "v_max_safety_limit_v has to be more than v_min_safety_limit_v";
  if (c.v_max_v && c.v_min_v && *c.v_max_v <= *c.v_min_v)
    return "v_max_v has to be more than v_min_v";
  if (c.v_max_v && c.v_max_safety_limit_v && *c.v_max_v > *c.v_max_safety_limit_v)
    return "v_max_v must not be more than v_max_safety_limit_v";
  if (c.v_min_v && c.v_min_safety_limit_v && *c.v_min_v < *c.v_min_safety_limit_v)
    return "v_min_v must not be less than v_min_safety_limit_v";
  return {};
}

}  // namespace

result<config> read_config(std::string_view text, std::string_view file) {
  return cyclers::detail::read_config<config, config_keys>(text, file, "maccor", contradiction);
}

}  // namespace cyclers::maccor
