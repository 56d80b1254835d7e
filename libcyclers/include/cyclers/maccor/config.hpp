#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <sockio/result.hpp>
#include <string>
#include <string_view>

#include "cyclers/maccor/tester.hpp"

namespace cyclers::maccor {

/// Holds what pymacnet reads of its configuration, with its keys; docs/from-pymacnet.md has the
/// table.
struct config {
  std::string server_ip = "127.0.0.1";
  std::uint16_t json_server_port = 57570;
  std::uint16_t tcp_server_port = 57560;  ///< When it is that of JSON, there is no binary.

  std::optional<int> channel{};  ///< As people count.
  std::string test_name{};       ///< Empty for one of the tester's own.
  std::string test_procedure{};
  double c_rate_ah = 1;  ///< Ah

  std::optional<volt> v_max_safety_limit_v{};
  std::optional<volt> v_min_safety_limit_v{};
  std::optional<ampere> i_max_safety_limit_a{};  ///< Of charging.
  std::optional<ampere> i_min_safety_limit_a{};  ///< Of discharging; its sign is of no matter.
  watt power_safety_limit_chg_w{};
  watt power_safety_limit_dsg_w{};
  std::optional<volt> v_max_v{};  ///< Highest set point of direct control.
  std::optional<volt> v_min_v{};  ///< Lowest set point of direct control.
  double data_record_time_s = 1;
  double data_record_voltage_delta_vbys = 0;
  double data_record_current_delta_abys = 0;

  /// Makes the driver of the tester; the first request connects.
  maccor::tester tester(boost::asio::any_io_executor executor) const;
  maccor::tester_options tester_options() const;
  /// Says what to start. Its views live as long as this.
  maccor::start_plan start_plan() const;
  /// Returns the limits. Errors: throws sockio::errc::bad_option that names the key that is
  /// missing.
  maccor::safety_limits safety_limits() const;
  maccor::direct_limits direct_limits() const;
  /// Sets up direct control. Its view lives as long as this.
  maccor::direct_options direct_options() const;
  /// Returns the channel. Errors: throws sockio::errc::bad_option when there is none.
  int channel_number() const;
};

/// Reads a configuration of pymacnet from YAML or JSON. Pure.
///
/// Errors: sockio::errc::bad_option with "file:line" and what was expected: for a key that is not
/// known, is there twice or has a value that it cannot have.
result<config> read_config(std::string_view text, std::string_view file);

/// Reads a file. Errors: throws sockio::failure.
config load_config(std::filesystem::path const& file);

}  // namespace cyclers::maccor
