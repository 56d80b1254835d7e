#include "cyclers/credentials.hpp"

#include <fmt/format.h>

#include <fstream>
#include <optional>
#include <sockio/failure.hpp>

namespace cyclers {

namespace {

std::string_view trim(std::string_view text) {
  auto const first = text.find_first_not_of(" \t\r");
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::string_view unquoted(std::string_view text) {
  bool const quoted = text.size() >= 2 && (text.front() == '"' || text.front() == '\'') &&
                      text.back() == text.front();
  return quoted ? text.substr(1, text.size() - 2) : text;
}

[[noreturn]] void give_up(std::filesystem::path const& file, std::string problem) {
  throw sockio::failure(sockio::errc::bad_option,
                        {.endpoint = file.string(), .problem = std::move(problem)});
}

}  // namespace

credentials credentials::from_env_file(std::filesystem::path const& file, std::string_view prefix) {
  std::ifstream in(file);
  if (!in) give_up(file, "the file with the credentials cannot be read");
  std::optional<std::string> user;
  std::optional<std::string> password;
  auto const user_key = fmt::format("{}_USER", prefix);
  auto const password_key = fmt::format("{}_PASSWORD", prefix);
  for (std::string line; std::getline(in, line);) {
    std::string_view text = trim(line);
    if (text.starts_with("export ")) text = trim(text.substr(7));
    auto const equals = text.find('=');
    if (text.starts_with('#') || equals == text.npos) continue;
    auto const key = trim(text.substr(0, equals));
    auto const value = unquoted(trim(text.substr(equals + 1)));
    if (key == user_key) user = value;
    if (key == password_key) password = value;
  }
  if (!user || user->empty()) give_up(file, fmt::format("{} is missing", user_key));
  if (!password) give_up(file, fmt::format("{} is missing", password_key));
  return {std::move(*user), std::move(*password)};
}

}  // namespace cyclers
