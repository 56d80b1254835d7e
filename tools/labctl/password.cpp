#include "labctl/password.hpp"

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <cstdio>
#include <memory>

#include "labctl/exit.hpp"

namespace labctl {

namespace {

/// Shows nothing of what is typed, until its end.
class no_echo {
 public:
  explicit no_echo(int terminal) : terminal_(terminal) {
    ::tcgetattr(terminal_, &before_);
    auto silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(terminal_, TCSAFLUSH, &silent);
  }
  no_echo(no_echo const&) = delete;
  no_echo& operator=(no_echo const&) = delete;
  ~no_echo() { ::tcsetattr(terminal_, TCSAFLUSH, &before_); }

 private:
  int terminal_;
  termios before_{};
};

}  // namespace

std::string ask_password(std::string const& user) {
  if (::isatty(STDIN_FILENO) != 1)
    throw usage_error(fmt::format(
        "the password of '{}' is missing: set ARBIN_CTI_PASSWORD or use --env-file", user));
  fmt::print(stderr, "Password of {}: ", user);
  std::string password;
  // What is read never moves, so that one place is left to be wiped.
  password.reserve(256);
  {
    no_echo const silent(STDIN_FILENO);
    char next = '\0';
    while (password.size() < password.capacity() && ::read(STDIN_FILENO, &next, 1) == 1 &&
           next != '\n')
      password += next;
  }
  fmt::print(stderr, "\n");
  return password;
}

}  // namespace labctl
