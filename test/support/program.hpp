#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace test_support {

/// Is a program of this build that a test runs; it is killed when the test forgets it.
class program {
 public:
  /// Starts bin/<name>, or what has an absolute path, with arguments.
  program(std::string const& name, std::vector<std::string> arguments);
  ~program();
  program(program const&) = delete;
  program& operator=(program const&) = delete;

  /// Returns the next line of standard output without its end; waits at most ten seconds,
  /// "(nothing)" after that.
  std::string line();
  /// Returns the lines up to and with one that equals `last`.
  std::vector<std::string> lines_until(std::string const& last);
  void signal(int number) const;
  /// Reads no more of standard output, like `head`.
  void close_output();
  /// Waits for the end, at most ten seconds. Returns the exit code, 128 + the signal that ended it,
  /// or -1.
  int wait();
  /// Returns what is left of standard output, once it has ended.
  std::string output();
  /// Returns all of standard error, once it has ended.
  std::string errors();

 private:
  pid_t id_ = -1;
  int out_ = -1;
  int err_ = -1;
  bool ended_ = false;
  std::string buffer_;
};

}  // namespace test_support
