#include "support/program.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>

extern char** environ;

namespace test_support {
namespace {

constexpr int program_patience_ms = 10'000;

/// Appends what comes next; says whether anything did.
bool read_more(int from, std::string& into) {
  pollfd one{from, POLLIN, 0};
  if (::poll(&one, 1, program_patience_ms) <= 0) return false;
  std::array<char, 4096> block;
  auto const size = ::read(from, block.data(), block.size());
  if (size <= 0) return false;
  into.append(block.data(), static_cast<std::size_t>(size));
  return true;
}

std::string read_all(int from) {
  std::string all;
  while (read_more(from, all)) {
  }
  return all;
}

}  // namespace

program::program(std::string const& name, std::vector<std::string> arguments) {
  std::array<int, 2> out{}, err{};
  if (::pipe2(out.data(), O_CLOEXEC) != 0 || ::pipe2(err.data(), O_CLOEXEC) != 0) return;
  std::string path = name.starts_with('/') ? name : std::string(COROLAB_BIN_DIR) + "/" + name;
  std::vector<char*> argv{path.data()};
  for (auto& one : arguments) argv.push_back(one.data());
  argv.push_back(nullptr);

  posix_spawn_file_actions_t ends;
  ::posix_spawn_file_actions_init(&ends);
  ::posix_spawn_file_actions_adddup2(&ends, out[1], STDOUT_FILENO);
  ::posix_spawn_file_actions_adddup2(&ends, err[1], STDERR_FILENO);
  // It hears of a closed terminal, also where this test was started with nohup.
  sigset_t plain;
  ::sigemptyset(&plain);
  ::sigaddset(&plain, SIGHUP);
  posix_spawnattr_t how;
  ::posix_spawnattr_init(&how);
  ::posix_spawnattr_setsigdefault(&how, &plain);
  ::posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGDEF);
  if (::posix_spawn(&id_, path.c_str(), &ends, &how, argv.data(), environ) != 0) id_ = -1;
  ::posix_spawnattr_destroy(&how);
  ::posix_spawn_file_actions_destroy(&ends);
  ::close(out[1]);
  ::close(err[1]);
  out_ = out[0];
  err_ = err[0];
}

void program::close_output() {
  ::close(out_);
  out_ = -1;
}

program::~program() {
  if (!ended_ && id_ > 0) {
    ::kill(id_, SIGKILL);
    ::waitpid(id_, nullptr, 0);
  }
  ::close(out_);
  ::close(err_);
}

std::string program::line() {
  auto end = buffer_.find('\n');
  while (end == buffer_.npos) {
    if (!read_more(out_, buffer_)) return "(nothing)";
    end = buffer_.find('\n');
  }
  auto const text = buffer_.substr(0, end);
  buffer_.erase(0, end + 1);
  return text;
}

std::vector<std::string> program::lines_until(std::string const& last) {
  std::vector<std::string> lines;
  do {
    lines.push_back(line());
  } while (lines.back() != last && lines.back() != "(nothing)");
  return lines;
}

void program::signal(int number) const {
  if (id_ > 0 && !ended_) ::kill(id_, number);
}

int program::wait() {
  if (id_ <= 0) return -1;
  // A descriptor of the process becomes readable when it ends, so that waiting has a limit.
  int const process = static_cast<int>(::syscall(SYS_pidfd_open, id_, 0));
  pollfd one{process, POLLIN, 0};
  bool const over = process >= 0 && ::poll(&one, 1, program_patience_ms) > 0;
  ::close(process);
  int status = 0;
  if (!over || ::waitpid(id_, &status, 0) != id_) return -1;
  ended_ = true;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string program::output() { return buffer_ + read_all(out_); }

std::string program::errors() { return read_all(err_); }

}  // namespace test_support
