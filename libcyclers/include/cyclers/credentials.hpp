#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace cyclers {

/// Names the keys that credentials have in a file or in the environment.
struct credential_keys {
  std::string_view user = "CYCLER_USER";
  std::string_view password = "CYCLER_PASSWORD";
};

/// Overwrites a text with zeros, all that it has room for, and leaves it empty.
void wipe(std::string& secret) noexcept;

/// Holds who logs in. The password is in no error, no log and no formatter.
///
/// What it held is zero once it is destroyed, moved from or assigned to, and so are the buffers
/// that a file was read with. What is not in its hands is not: the texts that it was made of when
/// they were copied, what callers copy out of password(), the message that is sent with its
/// buffers, the environment of the process, what the kernel keeps of a file, swapped memory and
/// core dumps.
class credentials {
 public:
  credentials() noexcept {}
  credentials(std::string user, std::string password);
  credentials(credentials const& other);
  credentials(credentials&& other) noexcept;
  credentials& operator=(credentials const& other);
  credentials& operator=(credentials&& other) noexcept;
  ~credentials();

  /// Reads a .env file: lines KEY=value, with "export" before and quotes around it or without.
  ///
  /// A value in single quotes is taken as it is but for \\ and \'; one in double quotes may have
  /// \n,
  /// \t, \" and the like; one without quotes ends at a space with a # behind it. The last one of a
  /// key counts. $NAME stands for itself.
  ///
  /// Errors: throws sockio::failure, errc::bad_option, when the file cannot be read, lacks one of
  /// them, or has a value with a quote that is not closed. It names file, line and key.
  static credentials from_env_file(std::filesystem::path const& file, credential_keys const& keys);
  /// Reads `<prefix>_USER` and `<prefix>_PASSWORD`.
  static credentials from_env_file(std::filesystem::path const& file,
                                   std::string_view prefix = "CYCLER");
  /// Reads the environment of this process.
  ///
  /// Errors: throws sockio::failure, errc::bad_option, that names the variable that is missing.
  static credentials from_environment(credential_keys const& keys = {});

  std::string const& user() const noexcept { return user_; }
  std::string const& password() const noexcept { return password_; }
  bool empty() const noexcept { return user_.empty(); }

 private:
  std::string user_;
  std::string password_;
};

}  // namespace cyclers
