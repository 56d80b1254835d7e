#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <sockio/result.hpp>
#include <string>
#include <string_view>

#include "cyclers/arbin/credentials.hpp"
#include "cyclers/arbin/cycler.hpp"

namespace cyclers::arbin {

/// Holds what pycti reads of its configuration, with its keys; docs/from-pycti.md has the table.
struct config {
  std::string ip_address{};
  std::uint16_t port = 9031;
  std::optional<double> timeout_s{};  ///< s, of connecting and of each request.

  std::optional<int> channel{};  ///< As people count.
  std::string test_name{};
  std::string schedule_name{};
  /// Who logs in, when the configuration says so: keys of older versions, which are better kept in
  /// a .env file.
  arbin::credentials who{};

  /// Makes the driver of the cycler; the first request connects and logs in.
  ///
  /// Who logs in is in the configuration, or else in a .env file, or in the environment when there
  /// is none, as pycti finds it. Errors: throws sockio::errc::bad_option that names the key that is
  /// missing.
  arbin::cycler cycler(boost::asio::any_io_executor executor,
                       std::filesystem::path const& env_file = ".env") const;
  /// Returns who logs in. As cycler().
  arbin::credentials credentials(std::filesystem::path const& env_file = ".env") const;
  arbin::cycler_options cycler_options() const;
  /// Says what start_test() of pycti starts: the schedule, which is assigned first, under the
  /// test's name. Its views live as long as this. Errors: as cycler(), for either.
  cyclers::test_plan test_plan() const;
  /// Returns the channel. Errors: as cycler().
  int channel_number() const;
};

/// Reads a configuration of pycti from YAML or JSON. Pure.
///
/// Errors: sockio::errc::bad_option with "file:line" and what was expected: for a key that is not
/// known, is there twice or has a value that it cannot have. None shows a password.
result<config> read_config(std::string_view text, std::string_view file);

/// Reads a file. Errors: throws sockio::failure.
config load_config(std::filesystem::path const& file);

}  // namespace cyclers::arbin
