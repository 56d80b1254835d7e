#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace sim::server_detail {

/// Is a pseudo-terminal in raw mode, with a link to it at a path of the user's choice.
///
/// The client's side is kept open here as well, so that a client that goes away does not end the
/// line.
class pty {
 public:
  /// Makes it. An existing link to another pseudo-terminal is replaced; nothing else ever is.
  /// Throws listen_error.
  pty(std::string const& link, std::uint32_t baudrate);
  ~pty();
  pty(pty const&) = delete;
  pty& operator=(pty const&) = delete;

  /// Returns the device's side for a stream to own, once.
  int take_device_side();
  /// Returns the path that clients open: the link if there is one.
  std::string path() const { return link_.empty() ? name_ : link_.string(); }

 private:
  void make_link(std::string const& link);

  int device_side_ = -1;
  int client_side_ = -1;
  std::string name_;
  std::filesystem::path link_;
};

}  // namespace sim::server_detail
