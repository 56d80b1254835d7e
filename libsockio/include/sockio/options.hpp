#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

#include "sockio/result.hpp"
#include "sockio/time.hpp"

namespace sockio {

class link;

/// Says what becomes of bytes that wait, unasked, when a request is about to be written.
enum class unsolicited { discard, fail };

/// Keeps an idle TCP connection under watch by the kernel.
struct keep_alive {
  std::chrono::seconds idle{60};
  std::chrono::seconds interval{10};
  int probes = 3;
};

/// Holds a short text, such as a line end, without owning memory.
class short_text {
 public:
  static constexpr std::size_t capacity = 15;

  constexpr short_text() = default;
  /// Takes a text of at most 15 bytes; a longer one throws failure (errc::bad_option).
  constexpr short_text(std::string_view text) {  // NOLINT(google-explicit-constructor)
    if (text.size() > capacity) too_long(text);
    for (std::size_t i = 0; i < text.size(); ++i) text_[i] = text[i];
    size_ = static_cast<std::uint8_t>(text.size());
  }
  constexpr short_text(char const* text) : short_text(std::string_view(text)) {}

  constexpr operator std::string_view() const noexcept { return {text_.data(), size_}; }
  constexpr bool empty() const noexcept { return size_ == 0; }

 private:
  [[noreturn]] static void too_long(std::string_view text);
  std::array<char, capacity> text_{};
  std::uint8_t size_ = 0;
};

/// Sets up a link; every member has a default that suits an instrument on a local network.
///
/// Trivially destructible on purpose: g++ 12 destroys an owning aggregate twice when it is written
/// inside a co_await expression. What owns something is in callbacks.
struct link_options {
  short_text eol = "\n";                       ///< The line end that line verbs wait for.
  duration timeout = std::chrono::seconds(3);  ///< I/O: one request, queueing included.
  /// Look-up, connect and on_connection_made. TCP tries all addresses of a name and shares what is
  /// left among them; UDP takes the first of IPv4, or else the first.
  duration connection_timeout = std::chrono::seconds(3);
  /// After a failed connect, calls fail at once for so long. A caller with less than half of the
  /// usual time has not shown that the device is off.
  duration hold_off = std::chrono::seconds(3);
  duration gap{};  ///< Least time between two requests (pacing); 0 for none.
  /// After a request that was given up, nothing is sent for so long: its reply, come late, would be
  /// taken for the next one's. Left out, it is the timeout on a serial line and 0 elsewhere, where
  /// a new connection does the same; a bridge from TCP or UDP to a serial line needs it too. It
  /// counts against the next request's timeout, which ends unsent if less than half is left.
  std::optional<duration> settle = std::nullopt;
  bool auto_reconnect = true;  ///< Connect when a request finds the link closed.
  bool idle_check = true;      ///< Look for a dead connection or stray bytes before each request.
  /// Notice a lost connection while idle too; keeps the event loop busy. A serial line has no
  /// connection that could be lost: there it does nothing.
  bool watch = false;
  unsolicited stray = unsolicited::discard;
  std::size_t buffer_limit = 1 << 20;  ///< Longest reply in bytes.
  bool no_delay = true;                ///< TCP_NODELAY.
  bool low_delay = true;               ///< IPTOS_LOWDELAY, as traffic class over IPv6.
  std::optional<sockio::keep_alive> keep_alive = sockio::keep_alive{};
};

static_assert(std::is_trivially_destructible_v<link_options>);

/// Holds what a link calls when its connection comes and goes.
///
/// What these functions throw is dropped and counted (link_counters::callback_errors), except
/// on_connection_made's.
///
/// g++ 12 destroys a lambda twice that captures what owns something, e.g. a string or a
/// shared_ptr, when it is written inside a co_await expression: give it a name before, and move
/// that.
class callbacks {
 public:
  callbacks() noexcept {}

  /// Is awaited on every new connection before the first request, e.g. to log in. Use the link that
  /// it is given, not the outer one. An exception closes the connection and fails the request that
  /// needed it.
  callbacks& on_connection_made(std::function<awaitable<void>(link&)> call) {
    connection_made = std::move(call);
    return *this;
  }
  /// Is told when a connection that was made ends, with the reason.
  callbacks& on_connection_lost(std::function<void(error_code)> call) {
    connection_lost = std::move(call);
    return *this;
  }
  /// Is told, in a line of text, of every connect, failed connect, loss and timeout; for logs.
  callbacks& on_event(std::function<void(std::string_view)> call) {
    event = std::move(call);
    return *this;
  }
  /// Is told when the peer has closed its side.
  callbacks& on_eof_received(std::function<void()> call) {
    eof_received = std::move(call);
    return *this;
  }

  std::function<awaitable<void>(link&)> connection_made;
  std::function<void(error_code)> connection_lost;
  std::function<void()> eof_received;
  std::function<void(std::string_view)> event;
};

/// Counts what a link has done since it was made.
struct link_counters {
  std::uint64_t connections = 0;      ///< Connections that were made.
  std::uint64_t reconnects = 0;       ///< Of these, the ones after the first.
  std::uint64_t failed_connects = 0;  ///< Attempts to connect that failed.
  std::uint64_t requests = 0;         ///< Requests that were written.
  std::uint64_t replies = 0;          ///< Replies that were complete.
  std::uint64_t timeouts = 0;         ///< Operations that ran into their deadline.
  std::uint64_t cancellations = 0;    ///< Operations that were cancelled.
  std::uint64_t callback_errors = 0;  ///< Exceptions that callbacks let out.
  std::uint64_t bytes_out = 0;
  std::uint64_t bytes_in = 0;
  std::uint64_t bytes_discarded = 0;  ///< Stray and late bytes that were dropped.
};

/// Changes one call; what is left out comes from the link's options.
struct call {
  std::string_view eol{};  ///< Line end; empty for the link's own.
  duration timeout =
      duration::min();  ///< Deadline; duration::min() for the link's own, forever for none.
};

}  // namespace sockio
