#pragma once

#include <boost/asio/basic_waitable_timer.hpp>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "server/reply_plan.hpp"
#include "sim/station.hpp"
#include "sockio/time.hpp"

namespace sim::lab_detail {

/// Is a connection to a device without sockets: what was written is answered at once, what was
/// answered arrives in its time.
///
/// Its mutex is its own, so that a wait that ends on another thread needs nobody else's.
class direct_line : public std::enable_shared_from_this<direct_line> {
 public:
  using timer = boost::asio::basic_waitable_timer<sockio::clock>;

  direct_line(boost::asio::any_io_executor const& executor, std::shared_ptr<station> to);
  ~direct_line();

  /// Connects. Errors: connection_refused, when a fault says so.
  boost::system::error_code open();
  void close();
  bool is_open() const;
  /// Gives bytes to the device. Errors: broken_pipe when the device has closed.
  boost::system::error_code write(std::string_view bytes);
  /// Takes what has arrived, at most `most` bytes. Errors: eof when the device has closed and all
  /// was taken.
  std::size_t take(char* into, std::size_t most, boost::system::error_code& failed);
  std::size_t available() const;
  /// Tells whether the device has closed and everything that arrived was taken.
  bool ended() const;
  /// Tells whether the device has closed, even when something was not taken yet.
  bool closed_behind() const;
  /// Waits until something arrives; cancel() ends it.
  template <class Handler>
  void wait(Handler handler) {
    std::lock_guard const alone(mutex_);
    arrival_.expires_at(arrivals_.empty() ? sockio::time_point::max() : arrivals_.front().due);
    arrival_.async_wait(std::move(handler));
  }
  void cancel();

 private:
  struct arrival {
    sockio::time_point due;
    std::string bytes;
    bool close;
  };

  bool here(arrival const& one) const { return one.due <= sockio::clock::now(); }
  void shut();
  void hung_up(std::uint64_t connection);

  std::shared_ptr<station> station_;
  mutable std::mutex mutex_;
  timer arrival_;
  server_detail::reply_plan plan_;
  std::unique_ptr<conversation> talk_;
  std::deque<arrival> arrivals_;
  std::uint64_t connections_ = 0;
};

}  // namespace sim::lab_detail
