#pragma once

#include <string>
#include <string_view>

namespace test_support {

/// Is a client on plain system calls, so that nothing of the project can hide a mistake of the
/// server. It waits at most five seconds for anything.
class raw_client {
 public:
  /// Connects to "tcp://127.0.0.1:5000", "udp://127.0.0.1:5001" or "serial:///dev/pts/4"; see
  /// connected().
  explicit raw_client(std::string const& url);
  ~raw_client();
  raw_client(raw_client const&) = delete;
  raw_client& operator=(raw_client const&) = delete;

  bool connected() const noexcept { return descriptor_ >= 0; }
  void send(std::string_view bytes) const;
  /// Returns what comes first: one read, "" at the end of the connection, "(nothing)" when nothing
  /// comes.
  std::string receive() const;
  /// Returns bytes up to and with a line end, or what came until the connection ended or the time
  /// was over.
  std::string line() const;
  /// Returns everything up to the end of the connection.
  std::string rest() const;
  /// Sends and returns the line that comes back.
  std::string ask(std::string_view request) const;
  /// Sends without waiting, until the system takes no more or `most` bytes are out. Returns how
  /// many are.
  std::size_t flood(std::string_view piece, std::size_t most) const;

 private:
  std::string read(std::size_t most) const;

  int descriptor_ = -1;
};

}  // namespace test_support
