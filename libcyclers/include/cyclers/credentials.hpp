#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

namespace cyclers {

/// Holds who logs in. The password is in no error, no log and no formatter.
class credentials {
 public:
  credentials() noexcept {}
  credentials(std::string user, std::string password)
      : user_(std::move(user)), password_(std::move(password)) {}

  /// Reads `<prefix>_USER` and `<prefix>_PASSWORD` from a file of lines KEY=value.
  ///
  /// Errors: throws sockio::failure when the file cannot be read or lacks one of them.
  static credentials from_env_file(std::filesystem::path const& file,
                                   std::string_view prefix = "CYCLER");

  std::string const& user() const noexcept { return user_; }
  std::string const& password() const noexcept { return password_; }
  bool empty() const noexcept { return user_.empty(); }

 private:
  std::string user_;
  std::string password_;
};

}  // namespace cyclers
