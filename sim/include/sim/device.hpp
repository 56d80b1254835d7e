#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sim {

/// Counts a twin's own time, which can run faster than the wall clock.
using duration = std::chrono::nanoseconds;

/// Names the ways in which a client can reach a device.
enum class transport { tcp, udp, serial };

/// Says over what a client speaks to a device, and in which of its protocols.
struct wire {
  wire(transport over, std::string_view spoken = {}) : kind(over), protocol(spoken) {}

  transport kind;
  std::string_view protocol;  ///< One of its class; empty for the device to find out.
};

/// Holds one answer of a device to one client.
struct reply {
  std::string bytes;  ///< What to send, line end included.
  duration after{};   ///< When to send it, in the device's own time from the call of receive().
  bool then_close = false;  ///< Whether the device ends the connection after it.
};

/// Is one client's connection to a device: bytes in, answers out, in order.
class conversation {
 public:
  virtual ~conversation() = default;

  /// Takes the bytes that came and appends the answers that are due; keeps what is not yet a whole
  /// request.
  ///
  /// Over UDP each call brings one datagram, and one datagram is complete without a line end. An
  /// answer is never sent before the ones that were appended before it, whatever their times.
  virtual void receive(std::string_view bytes, std::vector<reply>& answers) = 0;

  /// Sets what to call when the device ends the connection by itself: because of another client, or
  /// because of the time that passed. It may come from any thread and must not use the device.
  void on_hang_up(std::function<void()> call) { hang_up_ = std::move(call); }

 protected:
  /// Ends the connection from the device's side.
  void hang_up() {
    if (hang_up_) hang_up_();
  }

 private:
  std::function<void()> hang_up_;
};

/// Is an instrument's twin: state, physics and protocol, without sockets, threads or clocks of its
/// own.
class device {
 public:
  virtual ~device() = default;

  /// Begins a conversation with one more client. The device outlives its conversations.
  virtual std::unique_ptr<conversation> converse(wire over) = 0;
  /// Lets the device's own time pass. Calls of one device never overlap, whatever thread they come
  /// from.
  virtual void advance(duration passed) = 0;
  /// Takes what the device has to tell to whoever looks after it, beside its answers: what it
  /// dropped, whom it threw out.
  virtual std::vector<std::string> take_news() { return {}; }
};

}  // namespace sim
