#pragma once

#include <fmt/format.h>

#include <boost/asio/any_io_executor.hpp>
#include <memory>
#include <mutex>
#include <string>

#include "server/reply_plan.hpp"
#include "sim/server.hpp"

namespace sim::server_detail {

/// Is what the ports of one server share. The mutex guards sockets, plans and counters; it is never
/// held while the device works, so that the device may take its time and the user may use both.
struct core {
  boost::asio::any_io_executor executor;
  std::shared_ptr<sim::station> station;
  log_sink log;
  std::mutex mutex{};
  server_counters counters{};

  template <class... Args>
  void tell(log_level level, fmt::format_string<Args...> text, Args&&... args) const {
    if (log.wants(level))
      log.write(level, fmt::format("{}: {}", station->name(),
                                   fmt::format(text, std::forward<Args>(args)...)));
  }
};

/// Is one transport in service. All members are called with the mutex of the core held.
class port {
 public:
  port(std::shared_ptr<core> of, transport_options const& how);
  virtual ~port() = default;

  virtual sim::address address() const = 0;
  /// Ends all clients and gives the place back.
  virtual void close() = 0;
  virtual void misbehave(faults const& how) { plan_.misbehave(how); }

  reply_plan& plan() noexcept { return plan_; }
  /// Begins a conversation over this transport.
  std::unique_ptr<conversation> converse() const {
    return core_->station->converse({kind_, protocol_});
  }

 protected:
  std::shared_ptr<core> core_;
  transport kind_;
  std::string protocol_;
  reply_plan plan_;
};

std::shared_ptr<port> open_tcp(std::shared_ptr<core> of, transport_options const& how);
std::shared_ptr<port> open_udp(std::shared_ptr<core> of, transport_options const& how);
std::shared_ptr<port> open_serial(std::shared_ptr<core> of, transport_options const& how);

}  // namespace sim::server_detail
