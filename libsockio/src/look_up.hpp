#pragma once

#include <boost/asio/ip/address.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "sockio/result.hpp"

namespace sockio::detail {

/// Looks a host name up without ever making its caller wait past a deadline.
///
/// A name look-up cannot be cancelled: it may last half a minute with a dead name server. It runs
/// on a thread of its own into state that is shared with it; who gives up leaves it behind, who
/// comes again finds it still running.
class look_up : public std::enable_shared_from_this<look_up> {
 public:
  /// Starts looking a host up.
  static std::shared_ptr<look_up> start(std::string host);

  /// Announces a wait, so that abandon() ends it even when it comes before the wait begins.
  void enlist();
  /// Waits for the addresses. Returns: operation_aborted after abandon() or when cancelled.
  awaitable<error_code> wait(std::vector<boost::asio::ip::address>& addresses);
  /// Ends the wait that is under way.
  void abandon();
  /// Tells whether the answer is there.
  bool done() const;

 private:
  void run(std::string const& host);

  mutable std::mutex mutex_;
  boost::asio::steady_timer* waiter_ = nullptr;
  std::vector<boost::asio::ip::address> found_;
  error_code ec_;
  bool done_ = false;
  bool abandoned_ = false;
};

}  // namespace sockio::detail
