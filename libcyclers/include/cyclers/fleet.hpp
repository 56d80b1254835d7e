#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <sockio/result.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "cyclers/cycler.hpp"

namespace cyclers {

/// Says where one cycler of a fleet is, and how to get in. Each member is a key of the
/// configuration.
struct fleet_entry {
  std::string vendor{};                        ///< "maccor" or "arbin".
  std::string host{};                          ///< A name or an address.
  std::optional<std::uint16_t> port{};         ///< Of JSON or of CTI; the vendor's when left out.
  std::optional<std::uint16_t> binary_port{};  ///< Of Maccor only; 0 for none.
  /// Who logs in: a .env file, found from where the configuration is, with ARBIN_CTI_USERNAME and
  /// ARBIN_CTI_PASSWORD or MACCOR_USER and MACCOR_PASSWORD; or "environment". An Arbin needs it.
  std::string credentials{};
  std::optional<double> timeout_s{};  ///< s, of connecting and of each request.
  bool temperatures = false;          ///< Readings have them; it may take one more request.
};

/// Reads a fleet from YAML or JSON: a list of entries. Pure.
///
/// Errors: sockio::errc::bad_option with "file:line" and what was expected: for a key that is not
/// known, is there twice or has a value that it cannot have, and for one that is missing.
sockio::result<std::vector<fleet_entry>> read_fleet(std::string_view text, std::string_view file);

/// Makes the driver of a cycler; the first request connects. Relative names of credentials are
/// found from the folder.
///
/// Errors: throws sockio::errc::bad_option when the credentials are not where they should be,
/// bad_url.
std::shared_ptr<cycler> make_cycler(boost::asio::any_io_executor executor, fleet_entry const& from,
                                    std::filesystem::path const& folder = {});

/// Makes the drivers of a fleet that a file describes.
///
///     auto const fleet = cyclers::load_fleet(executor, "fleet.yml");
///     auto const snapshot = co_await cyclers::read_all(fleet);
///
/// Errors: throws sockio::failure. As read_fleet() and make_cycler().
fleet load_fleet(boost::asio::any_io_executor executor, std::filesystem::path const& file);

}  // namespace cyclers
