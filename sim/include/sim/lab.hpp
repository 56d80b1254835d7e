#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "sim/server.hpp"
#include "sim/station.hpp"
#include "sockio/options.hpp"

namespace sockio {
class link;
}

namespace sim {

/// Holds a laboratory of twins in this process: reach them by links without sockets, or by servers
/// on real ports.
///
///     sim::lab lab{sim::cryocon{.name = "cryo1"}};
///     cryocon::controller cryo{lab.link(context.get_executor())};
class lab {
 public:
  /// Makes twins that share a virtual clock at the speed of the wall clock.
  template <device_kind... Kinds>
    requires(sizeof...(Kinds) > 0)
  explicit lab(Kinds const&... kinds) : lab(std::make_shared<clock>(), kinds...) {}
  /// Makes twins on a clock of the caller's.
  template <device_kind... Kinds>
  explicit lab(std::shared_ptr<clock> time, Kinds const&... kinds) : time_(std::move(time)) {
    (stations_.push_back(station::of(kinds, time_)), ...);
  }
  lab(lab&&) noexcept;
  lab& operator=(lab&&) noexcept;
  ~lab();

  std::size_t size() const noexcept { return stations_.size(); }
  /// Returns the n-th device with its lock and clock.
  sim::station& operator[](std::size_t n) { return *stations_.at(n); }
  clock& time() noexcept { return *time_; }
  /// Moves the virtual time forward at once, and every device with it.
  void advance(duration stretch);

  /// Makes a link straight to the n-th device, without sockets; it fails and times out like one
  /// with sockets.
  ///
  /// Delays of the device take as long as on the virtual clock, none when that stands still. The
  /// link keeps the device alive.
  std::shared_ptr<sockio::link> link(boost::asio::any_io_executor executor, std::size_t n = 0,
                                     sockio::link_options const& how = {},
                                     sockio::callbacks events = {});

  /// Puts all devices on free ports of the loopback interface. Errors: boost::system::system_error.
  void serve(boost::asio::any_io_executor executor);
  /// Returns the server of the n-th device, once serve() was called.
  sim::server& server(std::size_t n = 0) { return servers_.at(n); }
  /// Returns the URL of the n-th device's first address, once serve() was called.
  std::string url(std::size_t n = 0) const { return servers_.at(n).url(); }
  /// Changes how the n-th device misbehaves, over links and servers alike, from the next reply on.
  void misbehave(std::size_t n, faults const& how);
  /// Ends the servers; links without sockets go on.
  void stop();

 private:
  std::shared_ptr<clock> time_;
  std::vector<std::shared_ptr<station>> stations_;
  std::vector<sim::server> servers_;
};

}  // namespace sim
