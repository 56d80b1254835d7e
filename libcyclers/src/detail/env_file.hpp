#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace cyclers::detail {

/// Is the text of a .env file, which is zero once this is gone. See credentials::from_env_file.
class env_file {
 public:
  /// Reads a file; one of the kernel's pipes will do. Errors: throws sockio::failure.
  explicit env_file(std::filesystem::path file);
  env_file(env_file const&) = delete;
  env_file& operator=(env_file const&) = delete;
  ~env_file();

  /// Returns the last value of a key. Errors: throws sockio::failure.
  std::string value(std::string_view key) const;

 private:
  env_file() = default;
  std::string unquoted(std::string_view raw, std::size_t line, std::string_view key) const;
  [[noreturn]] void give_up(std::string problem, std::size_t line = 0) const;

  std::filesystem::path file_;
  std::string text_;
};

}  // namespace cyclers::detail
