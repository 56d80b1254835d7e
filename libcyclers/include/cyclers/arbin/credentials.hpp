#pragma once

#include <filesystem>

#include "cyclers/credentials.hpp"

namespace cyclers::arbin {

/// Holds who logs in to a cycler, found under the names that pycti uses.
class credentials : public cyclers::credentials {
 public:
  static constexpr credential_keys keys{"ARBIN_CTI_USERNAME", "ARBIN_CTI_PASSWORD"};

  using cyclers::credentials::credentials;
  credentials(cyclers::credentials who) noexcept : cyclers::credentials(std::move(who)) {}

  /// Reads ARBIN_CTI_USERNAME and ARBIN_CTI_PASSWORD from a .env file. Errors: as the base.
  static credentials from_env_file(std::filesystem::path const& file = ".env") {
    return cyclers::credentials::from_env_file(file, keys);
  }
  /// Reads ARBIN_CTI_USERNAME and ARBIN_CTI_PASSWORD from the environment. Errors: as the base.
  static credentials from_environment() { return cyclers::credentials::from_environment(keys); }
};

}  // namespace cyclers::arbin
