#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/system/system_error.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/faults.hpp"
#include "sim/station.hpp"

namespace sim {

/// Says where and how clients reach a device.
struct transport_options {
  transport kind = transport::tcp;
  /// host:port for tcp and udp (no host: all interfaces; port 0: any free one), the path of a link
  /// to the pseudo-terminal for serial (may be empty).
  std::string url = "localhost:0";
  /// The line end on the wire; the device's own when not set.
  std::optional<std::string> newline{};
  std::uint32_t baudrate =
      0;  ///< Limits the line to a tenth of this in bytes per second; 0 for no limit.
  sim::faults faults{};
  /// Offers UDP on the TCP port + 1; nothing to leave it to the class of the device.
  std::optional<bool> udp_beside{};
  std::string protocol{};  ///< One of the class's protocols; empty for the device to find out.
};

enum class log_level { debug, info, warning, error };

/// Takes what a server has to tell. Called from the server's executor.
struct log_sink {
  log_level least = log_level::warning;
  std::function<void(log_level, std::string_view)> write{};

  bool wants(log_level level) const { return write && level >= least; }
};

/// Holds one address at which a device really listens.
struct address {
  transport kind = transport::tcp;
  std::string url;         ///< "tcp://127.0.0.1:43211", "udp://[::1]:5001", "serial:///dev/pts/4"
  std::uint16_t port = 0;  ///< 0 for serial.

  friend bool operator==(address const&, address const&) = default;
};

/// Is thrown when a transport cannot be opened; what() names the place and says why.
class listen_error : public boost::system::system_error {
 public:
  listen_error(boost::system::error_code why, std::string what);
  char const* what() const noexcept override { return what_.c_str(); }

 private:
  std::string what_;
};

/// Counts what a server has seen since it was made.
struct server_counters {
  std::uint64_t connections = 0;  ///< TCP connections that were accepted.
  std::uint64_t refused = 0;      ///< Of these, the ones that a fault dropped at once.
  std::uint64_t replies = 0;
  std::uint64_t bytes_in = 0;
  std::uint64_t bytes_out = 0;
};

/// Puts one device on real transports; any number of clients, any executor.
///
/// All members may be called from any thread. The destructor stops it.
class server {
 public:
  server(boost::asio::any_io_executor executor, std::shared_ptr<station> of, log_sink log = {});
  template <device_kind Kind>
  server(boost::asio::any_io_executor executor, Kind const& kind)
      : server(std::move(executor), station::of(kind)) {}
  server(server&&) noexcept;
  server& operator=(server&&) noexcept;
  ~server();

  /// Opens one transport and returns its address; UDP beside TCP comes as one more address.
  ///
  /// Errors: throws listen_error.
  address open(transport_options const& how = {});
  /// Closes everything; clients see their connections end. Nothing of it keeps the executor busy
  /// afterwards.
  void stop();

  std::vector<address> addresses() const;
  /// Returns the URL of the n-th address, ready for sockio::open_link.
  std::string url(std::size_t n = 0) const;
  /// Changes how all transports misbehave, from the next reply on.
  void misbehave(faults const& how);
  /// Changes how the n-th address misbehaves.
  void misbehave(std::size_t n, faults const& how);
  server_counters counters() const;
  sim::station& station() const noexcept;

 private:
  struct state;
  std::shared_ptr<state> state_;
};

}  // namespace sim
