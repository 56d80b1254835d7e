#pragma once

#include <algorithm>
#include <atomic>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/append.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <tuple>
#include <utility>

#include "alarm.hpp"
#include "exchange_machine.hpp"
#include "sockio/frame.hpp"

namespace sockio::detail {

inline constexpr auto completion = boost::asio::as_tuple(boost::asio::deferred);
using completion_token = boost::asio::as_tuple_t<boost::asio::deferred_t>;

/// What a look at an idle connection shows.
enum class condition : std::uint8_t { quiet, stray, dead };

/// Is a transport with its receive buffer and the alarm that ends what takes too long.
///
/// One exchange at a time uses it; it alone touches the buffer. The mutex keeps the transport's
/// initiating calls apart from the alarm and from close(), which may come from other threads; it is
/// never held while anything waits.
template <class Transport>
class wire {
 public:
  using clock_type = typename Transport::clock_type;
  using timer = boost::asio::basic_waitable_timer<clock_type>;

  template <class... Args>
  wire(boost::asio::any_io_executor executor, link_options const& options, Args&&... args)
      : executor_(executor),
        options_(options),
        transport_(executor, options, std::forward<Args>(args)...),
        alarm_(executor) {}

  /// Begins an exchange of a link. Returns whether the connection is up.
  template <class Link>
  bool begin(Link& owner) {
    std::lock_guard lock(mutex_);
    if (owner_.expired()) owner_ = owner.weak_from_this();
    busy_ = true;
    ++users_;
    expired_ = false;
    if (std::exchange(watching_, false)) {
      ++serial_;
      transport_.cancel();
    }
    return transport_.is_open();
  }

  /// Ends an exchange and counts what it has done. Returns whether the connection was up.
  template <class Count>
  bool end(bool close, bool nested, Count count) {
    std::lock_guard lock(mutex_);
    bool const was_open = transport_.is_open();
    if (std::exchange(reading_, false)) in_.resize(old_size_);
    if (close || closing_) drop();
    count(counters_);
    alarm_.clear();
    // What the greeting made of its own, shorter deadlines is not the outer request's.
    expired_ = false;
    --users_;
    if (users_ == 0 && std::exchange(reset_asked_, false)) discard_all();
    if (nested) return was_open;
    busy_ = false;
    closing_ = false;
    if (in_.empty() && in_.capacity() > 4096) in_ = {};
    buffered_ = in_.size();
    counters_.bytes_in += std::exchange(bytes_in_, 0);
    counters_.bytes_out += std::exchange(bytes_out_, 0);
    return was_open;
  }

  /// Connects. Returns how that ended.
  awaitable<event> connect(time_point until) {
    {
      std::lock_guard lock(mutex_);
      arm(until);
    }
    error_code const ec = co_await transport_.connect(*this, until);
    std::lock_guard lock(mutex_);
    event const how = ended_with(stop_reason() ? asio_aborted() : ec);
    alarm_.clear();
    if (how.what == outcome::ok) reset_input();
    co_return how;
  }

  /// Waits until a moment, or until the deadline.
  awaitable<event> pause(time_point until, time_point deadline) {
    timer wait(executor_, std::min(until, deadline));
    pausing const registration(*this, wait);
    auto [ec] = co_await locked<void(error_code)>(
        [&wait](auto handler) { wait.async_wait(std::move(handler)); });
    if (ec) co_return ended(ec);
    co_return deadline < until ? event{outcome::failed, errc::timed_out} : event{};
  }

  /// Looks for a dead connection, and, when a reply is expected, for bytes that nobody asked for.
  /// A dead connection is closed: lost, with the reason unless it was closed before.
  event check(bool expects_reply) {
    std::lock_guard lock(mutex_);
    if (closing_) return {outcome::failed, errc::closed};
    if (!transport_.is_open()) return {outcome::lost};
    if (!options_.idle_check)
      return in_.empty() || !expects_reply ? event{} : event{outcome::stray};
    condition const line = transport_.look();
    // Unread bytes hide from the look that the peer has shut the connection behind them.
    bool const hidden = line == condition::stray && !expects_reply && transport_.peer_has_shut();
    if (line == condition::dead || hidden) {
      drop();
      eof_ = true;
      return {outcome::lost, errc::closed_by_peer};
    }
    bool const stray = line == condition::stray || !in_.empty();
    return stray && expects_reply ? event{outcome::stray} : event{};
  }

  /// Drops everything that came and was not read.
  void discard() {
    std::lock_guard lock(mutex_);
    discard_all();
  }

  /// Writes what the system takes at once: ok, incomplete, or failed, with would_block when it took
  /// nothing.
  event write_now(std::string_view& left) {
    std::lock_guard lock(mutex_);
    error_code ec = stop_reason();
    std::size_t const n = ec ? 0 : transport_.try_write(left, ec);
    return wrote(ec, n, left);
  }

  /// Writes some of what is left, asynchronously.
  awaitable<event> write_some(std::string_view& left, time_point until) {
    auto const [ec, n] =
        co_await locked<void(error_code, std::size_t)>([this, left, until](auto handler) {
          arm(until);
          transport_.write_some(left, std::move(handler));
        });
    std::lock_guard lock(mutex_);
    co_return wrote(ec, n, left);
  }

  /// Looks whether the buffer holds the reply: ok (it is in `reply`), incomplete or failed.
  event look(frame& until, bool skip_empty_lines, std::string& reply) {
    if (skip_empty_lines) skip_line_ends();
    if (until.is_available()) read_available();
    frame::found const found = until.look(in_, Transport::datagrams);
    missing_ = found.size;
    switch (found.what) {
      case frame::found::state::complete:
        if (found.size > options_.buffer_limit) return {outcome::failed, errc::reply_too_long};
        take(reply, found.size);
        return {};
      case frame::found::state::malformed:
        return {outcome::failed, errc::bad_reply};
      case frame::found::state::incomplete:
        break;
    }
    if (in_.size() >= options_.buffer_limit) return {outcome::failed, errc::reply_too_long};
    return {outcome::incomplete};
  }

  /// Reads some bytes into the buffer, asynchronously.
  auto read_some(time_point until) {
    old_size_ = in_.size();
    reading_ = true;
    in_.resize(old_size_ + room());
    return locked<void(error_code, std::size_t)>([this, until](auto handler) {
      arm(until);
      transport_.read_some(boost::asio::buffer(in_.data() + old_size_, in_.size() - old_size_),
                           std::move(handler));
    });
  }
  event got(std::tuple<error_code, std::size_t> const& read, frame const& until,
            std::string& reply) {
    auto const& [ec, n] = read;
    full_ = old_size_ + n == in_.size();
    reading_ = false;
    in_.resize(old_size_ + n);
    bytes_in_ += n;
    return ec ? read_ended(ec, until, reply) : event{outcome::incomplete};
  }

  /// Returns what has come of a reply that is not complete.
  std::string_view partial() const { return {in_.data(), reading_ ? old_size_ : in_.size()}; }

  /// Starts an asynchronous operation under the lock; one that comes too late ends at once.
  template <class Signature, class Start>
  auto locked(Start start) {
    return boost::asio::async_initiate<completion_token const&, Signature>(
        [this, start = std::move(start)](auto handler) mutable {
          namespace asio = boost::asio;
          auto slot = asio::get_associated_cancellation_slot(handler);
          std::lock_guard lock(mutex_);
          if (!stop_reason()) {
            // Asio's own cancellation would touch the transport without the lock, beside close().
            if (slot.is_connected()) slot.assign([this](asio::cancellation_type) { stop(); });
            return start(
                asio::bind_cancellation_slot(asio::cancellation_slot(), std::move(handler)));
          }
          error_code const ec = asio_aborted();
          if constexpr (std::is_same_v<Signature, void(error_code)>) {
            boost::asio::post(executor_, boost::asio::append(std::move(handler), ec));
          } else {
            boost::asio::post(executor_,
                              boost::asio::append(std::move(handler), ec, std::size_t{0}));
          }
        },
        completion);
  }

  /// Calls `change` with the transport, under the lock.
  template <class Change>
  decltype(auto) with_transport(Change change) const {
    std::lock_guard lock(mutex_);
    return change(transport_);
  }
  template <class Change>
  decltype(auto) with_transport(Change change) {
    std::lock_guard lock(mutex_);
    return change(transport_);
  }

  /// Starts something that `begin` does with the transport, unless the exchange has to end.
  template <class Begin>
  error_code unless_stopped(Begin begin) {
    std::lock_guard lock(mutex_);
    return stop_reason() ? asio_aborted() : begin(transport_);
  }

  /// Closes for good or until the next connect. Returns whether there was a connection.
  bool close() {
    std::lock_guard lock(mutex_);
    bool const was_open = transport_.is_open();
    closes_.fetch_add(1, std::memory_order_relaxed);
    closing_ = busy_;
    if (std::exchange(watching_, false)) ++serial_;
    eof_ = eof_unread_ = false;
    if (pause_ != nullptr) pause_->cancel();
    transport_.close();
    if (!busy_) drop();
    return was_open;
  }
  /// Returns how often close() was called, to tell that it was called meanwhile.
  std::uint64_t closes() const { return closes_.load(std::memory_order_relaxed); }

  /// Leaves the buffer to the exchanges of a greeting while it lives.
  class lending {
   public:
    explicit lending(wire& of) : of_(of) { add(-1); }
    lending(lending const&) = delete;
    lending& operator=(lending const&) = delete;
    ~lending() { add(1); }

   private:
    void add(int users) {
      std::lock_guard lock(of_.mutex_);
      of_.users_ += users;
    }
    wire& of_;
  };

  /// Drops everything that came and was not read, once no exchange reads into the buffer.
  void reset_input_buffer() {
    std::lock_guard lock(mutex_);
    if (users_ > 0) {
      reset_asked_ = true;
    } else {
      discard_all();
    }
  }
  std::size_t in_waiting() const {
    std::lock_guard lock(mutex_);
    return buffered_ + (transport_.is_open() ? transport_.available() : 0);
  }
  /// Tells a reader, once, that the connection ended while it was watched.
  bool take_end() {
    std::lock_guard lock(mutex_);
    return std::exchange(eof_unread_, false);
  }
  /// Tells whether the peer has ended the connection and nothing is left to read.
  bool at_eof() const {
    std::lock_guard lock(mutex_);
    if (buffered_ != 0) return false;
    return eof_ || (transport_.is_open() && transport_.look() == condition::dead);
  }
  link_counters counters() const {
    std::lock_guard lock(mutex_);
    link_counters sum = counters_;
    if (!busy_) sum.bytes_in += bytes_in_;
    return sum;
  }
  template <class Change>
  void count(Change change) {
    std::lock_guard lock(mutex_);
    change(counters_);
  }

  /// Watches an idle connection and calls `gone` when the peer has ended it.
  void watch(std::function<void()> gone) {
    std::lock_guard lock(mutex_);
    if (busy_ || !transport_.is_open()) return;
    watching_ = true;
    transport_.wait_readable(
        [this, owner = owner_, serial = ++serial_, gone = std::move(gone)](error_code) mutable {
          auto const alive = owner.lock();
          if (alive && looked_in(serial)) return gone();
          if (alive && still(serial)) watch(std::move(gone));
        });
  }

 private:
  /// Lets close() and cancellation end a pause.
  struct pausing {
    wire& of;
    pausing(wire& self, timer& wait) : of(self) {
      std::lock_guard lock(of.mutex_);
      of.pause_ = &wait;
    }
    pausing(pausing const&) = delete;
    pausing& operator=(pausing const&) = delete;
    ~pausing() {
      std::lock_guard lock(of.mutex_);
      of.pause_ = nullptr;
    }
  };

  /// Closes the watched connection when it is dead and tells so; keeps what has come for the next
  /// reader.
  bool looked_in(std::uint64_t serial) {
    std::lock_guard lock(mutex_);
    if (serial != serial_ || !transport_.is_open()) return false;
    bool const dead = transport_.look() == condition::dead;
    if (dead && in_.empty()) {
      drop();
      eof_ = eof_unread_ = true;
      return true;
    }
    if (in_.size() < options_.buffer_limit)
      bytes_in_ += transport_.drain(in_, options_.buffer_limit - in_.size());
    buffered_ = in_.size();
    // A full buffer, or an end behind unread bytes, is for the next exchange to find.
    if (dead || in_.size() >= options_.buffer_limit) ++serial_;
    return false;
  }
  bool still(std::uint64_t serial) const {
    std::lock_guard lock(mutex_);
    return serial == serial_;
  }

  /// Ends the operation that is under way with errc::timed_out at `until`.
  void arm(time_point until) {
    if (alarm_.set(until)) start_alarm();
  }
  void start_alarm() {
    alarm_.start([this, owner = owner_](std::uint64_t serial) {
      auto const alive = owner.lock();
      if (!alive) return;
      std::lock_guard lock(mutex_);
      if (alarm_.passed(serial)) {
        expired_ = true;
        transport_.cancel();
      } else if (alarm_.wanted()) {
        start_alarm();
      }
    });
  }

  event wrote(error_code ec, std::size_t n, std::string_view& left) {
    left.remove_prefix(n);
    bytes_out_ += n;
    if (ec) return ended_with(ec);
    return left.empty() ? event{} : event{outcome::incomplete};
  }

  event read_ended(error_code ec, frame const& until, std::string& reply) {
    std::lock_guard lock(mutex_);
    bool const end = ec == boost::asio::error::eof;
    if (end) eof_ = true;
    if (!end || !until.ends_at_eof() || in_.empty()) return ended_with(ec);
    take(reply, in_.size());
    return {};
  }

  /// Ends what the exchange waits for, because its caller cancels it.
  void stop() {
    std::lock_guard lock(mutex_);
    if (pause_ != nullptr) pause_->cancel();
    transport_.cancel();
  }

  static error_code asio_aborted() { return boost::asio::error::operation_aborted; }
  error_code stop_reason() const {
    if (closing_) return errc::closed;
    return expired_ ? make_error_code(errc::timed_out) : error_code{};
  }

  /// Says why an operation ended: a cancelled one may be the alarm's, close()'s or the caller's
  /// doing.
  event ended(error_code ec) {
    if (!ec) return {};
    std::lock_guard lock(mutex_);
    return ended_with(ec);
  }
  event ended_with(error_code ec) const {
    if (!ec) return {};
    if (error_code const why = stop_reason()) return {outcome::failed, why};
    if (ec == boost::asio::error::operation_aborted) return {outcome::failed, errc::cancelled};
    if (ec == boost::asio::error::eof) return {outcome::failed, errc::closed_by_peer};
    return {outcome::failed, ec};
  }

  void take(std::string& reply, std::size_t size) {
    if (size == in_.size() && size > 4096) {
      reply = std::exchange(in_, {});
    } else {
      reply.assign(in_, 0, size);
      in_.erase(0, size);
    }
  }

  void skip_line_ends() {
    std::size_t const start = in_.find_first_not_of("\r\n");
    in_.erase(0, start == std::string::npos ? in_.size() : start);
  }

  void read_available() {
    std::lock_guard lock(mutex_);
    if (transport_.is_open() && in_.size() < options_.buffer_limit)
      bytes_in_ += transport_.drain(in_, options_.buffer_limit - in_.size());
  }

  std::size_t room() {
    static constexpr std::size_t smallest = 512;
    static constexpr std::size_t largest = 256 * 1024;
    std::size_t const wanted = std::max(missing_, full_ ? in_.size() : 0);
    // Not past the limit: an endless reply ends there exactly.
    std::size_t const allowed = options_.buffer_limit - in_.size();
    return std::max(Transport::least_room,
                    std::min(allowed, std::clamp(wanted, smallest, largest)));
  }

  void reset_input() {
    counters_.bytes_discarded += in_.size();
    in_.clear();
    buffered_ = 0;
    eof_ = eof_unread_ = false;
  }

  void discard_all() {
    std::string dropped;
    if (transport_.is_open()) bytes_in_ += transport_.drain(dropped, options_.buffer_limit);
    counters_.bytes_discarded += in_.size() + dropped.size();
    in_.clear();
    buffered_ = 0;
  }

  void drop() {
    counters_.bytes_discarded += in_.size();
    in_.clear();
    buffered_ = 0;
    transport_.close();
  }

  boost::asio::any_io_executor executor_;
  link_options const& options_;
  mutable std::mutex mutex_;
  Transport transport_;
  alarm<clock_type> alarm_;
  timer* pause_ = nullptr;
  std::weak_ptr<void> owner_;
  std::string in_;
  std::size_t buffered_ = 0;
  std::size_t old_size_ = 0;
  std::size_t missing_ = 0;
  std::uint64_t bytes_in_ = 0;
  std::uint64_t bytes_out_ = 0;
  std::uint64_t serial_ = 0;
  std::atomic<std::uint64_t> closes_ = 0;
  link_counters counters_;
  int users_ = 0;  ///< Exchanges that may touch the buffer now.
  bool busy_ = false;
  bool expired_ = false;
  bool closing_ = false;
  bool watching_ = false;
  bool reset_asked_ = false;
  bool full_ = false;
  bool reading_ = false;     ///< The end of the buffer waits for bytes.
  bool eof_ = false;         ///< The peer has ended the connection.
  bool eof_unread_ = false;  ///< It did so while it was watched, and no reader knows yet.
};

}  // namespace sockio::detail
