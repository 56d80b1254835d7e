#include "cyclers/maccor/config.hpp"

#include <cmath>

#include "detail/config_reader.hpp"

namespace cyclers::maccor {

namespace {

template <class T>
T needed(std::optional<T> const& value, std::string_view key) {
  if (!value) cyclers::detail::lacks("maccor", key);
  return *value;
}

}  // namespace

maccor::tester config::tester(boost::asio::any_io_executor executor) const {
  return {std::move(executor), server_ip, tester_options()};
}

maccor::tester_options config::tester_options() const {
  maccor::tester_options options;
  options.json_port = json_server_port;
  options.binary_port = tcp_server_port == json_server_port ? std::uint16_t{0} : tcp_server_port;
  return options;
}

maccor::start_plan config::start_plan() const {
  maccor::start_plan plan;
  plan.procedure = test_procedure;
  if (!test_name.empty()) plan.name = test_name;
  plan.c_rate = c_rate_ah;
  return plan;
}

maccor::safety_limits config::safety_limits() const {
  maccor::safety_limits limits;
  limits.v_max = needed(v_max_safety_limit_v, "v_max_safety_limit_v");
  limits.v_min = needed(v_min_safety_limit_v, "v_min_safety_limit_v");
  limits.i_charge = {std::abs(needed(i_max_safety_limit_a, "i_max_safety_limit_a").value)};
  limits.i_discharge = {std::abs(needed(i_min_safety_limit_a, "i_min_safety_limit_a").value)};
  limits.p_charge = power_safety_limit_chg_w;
  limits.p_discharge = power_safety_limit_dsg_w;
  return limits;
}

maccor::direct_limits config::direct_limits() const {
  auto const safety = safety_limits();
  maccor::direct_limits limits;
  limits.v_min = safety.v_min;
  limits.v_max = safety.v_max;
  limits.i_charge = safety.i_charge;
  limits.i_discharge = safety.i_discharge;
  limits.p_charge = safety.p_charge;
  limits.p_discharge = safety.p_discharge;
  limits.charge_to = v_max_v;
  limits.discharge_to = v_min_v;
  return limits;
}

maccor::direct_options config::direct_options() const {
  maccor::direct_options options;
  if (!test_name.empty()) options.name = test_name;
  options.record_time = data_record_time_s;
  options.record_voltage = data_record_voltage_delta_vbys;
  options.record_current = data_record_current_delta_abys;
  return options;
}

int config::channel_number() const { return needed(channel, "channel"); }

config load_config(std::filesystem::path const& file) {
  return read_config(cyclers::detail::load_text(file), file.string()).value();
}

}  // namespace cyclers::maccor
