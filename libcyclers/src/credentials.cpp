#include "cyclers/credentials.hpp"

#include <fmt/format.h>
#include <strings.h>

#include <cstdlib>
#include <sockio/failure.hpp>
#include <utility>

#include "detail/env_file.hpp"

namespace cyclers {

void wipe(std::string& secret) noexcept {
  // It may have been longer before; within its capacity it does not move.
  secret.resize(secret.capacity());
  ::explicit_bzero(secret.data(), secret.size());
  secret.clear();
}

credentials::credentials(std::string user, std::string password)
    : user_(std::move(user)), password_(std::move(password)) {
  // A short text is in the string itself, and still there when it was moved.
  wipe(user);
  wipe(password);
}

credentials::credentials(credentials const& other) = default;

credentials::credentials(credentials&& other) noexcept
    : credentials(std::move(other.user_), std::move(other.password_)) {
  wipe(other.user_);
  wipe(other.password_);
}

credentials& credentials::operator=(credentials const& other) { return *this = credentials(other); }

credentials& credentials::operator=(credentials&& other) noexcept {
  if (this == &other) return *this;
  for (auto const part : {&credentials::user_, &credentials::password_}) {
    wipe(this->*part);
    this->*part = std::move(other.*part);
    wipe(other.*part);
  }
  return *this;
}

credentials::~credentials() {
  wipe(user_);
  wipe(password_);
}

credentials credentials::from_env_file(std::filesystem::path const& file,
                                       credential_keys const& keys) {
  detail::env_file const text(file);
  credentials who(text.value(keys.user), text.value(keys.password));
  if (!who.empty()) return who;
  throw sockio::failure(
      sockio::errc::bad_option,
      {.endpoint = file.string(), .problem = fmt::format("{} is empty", keys.user)});
}

credentials credentials::from_env_file(std::filesystem::path const& file, std::string_view prefix) {
  auto const user = fmt::format("{}_USER", prefix);
  auto const password = fmt::format("{}_PASSWORD", prefix);
  return from_env_file(file, credential_keys{user, password});
}

credentials credentials::from_environment(credential_keys const& keys) {
  auto const needed = [](std::string_view key) -> std::string {
    char const* const value = std::getenv(std::string(key).c_str());
    if (value) return value;
    throw sockio::failure(
        sockio::errc::bad_option,
        {.problem = fmt::format("the environment lacks {}", key),
         .advice = fmt::format("set {}, or use a file or the credentials themselves", key)});
  };
  return {needed(keys.user), needed(keys.password)};
}

}  // namespace cyclers
