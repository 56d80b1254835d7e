#pragma once

#include <cstdint>

#include "sockio/error.hpp"
#include "sockio/options.hpp"
#include "sockio/time.hpp"

namespace sockio::detail {

/// What an exchange does next; the steps come in this order, and some of them not at all.
enum class step : std::uint8_t {
  queue,    ///< Wait for the gate.
  settle,   ///< Wait until nothing more can come of a request that was given up.
  connect,  ///< Look up and connect.
  greet,    ///< Run on_connection_made.
  pace,     ///< Wait until the device may be asked again.
  check,    ///< Look for a dead connection or stray bytes.
  discard,  ///< Drop stray bytes, then look again.
  write,
  read,
  done,
};

/// One order to whoever runs the exchange.
struct action {
  step what = step::done;
  time_point until = time_point::max();  ///< When the step has to be over, or how long to pace.
  error_code ec{};                       ///< How the exchange ended (done).
  bool close = false;                    ///< Whether the connection has to be closed (done).

  friend bool operator==(action const&, action const&) = default;
};

/// How a step ended.
enum class outcome : std::uint8_t { ok, failed, lost, stray, incomplete };

struct event {
  outcome what = outcome::ok;
  error_code ec{};
};

/// What a link remembers between exchanges.
struct line_state {
  bool connected = false;
  time_point next_write = time_point::min();      ///< Before this the device must not be asked.
  time_point hold_off_until = time_point::min();  ///< Before this no connect is tried.
  error_code connect_error{};                     ///< Why the last connect failed.
  time_point quiet_until = time_point::min();     ///< Before this a late reply may come.
};

/// What one exchange wants; constant while it runs.
struct wish {
  bool writes = false;
  bool reads = false;
  bool nested = false;  ///< Runs inside on_connection_made: the connection is up.
  bool only_connect = false;
  bool greets = false;
  bool auto_reconnect = true;
  unsolicited stray = unsolicited::discard;
  duration connection_timeout = forever;
  duration patience = forever;  ///< How long a connect is worth waiting for.
  duration hold_off{};
  duration settle{};
  time_point began{};
  time_point deadline = time_point::max();

  bool only_reads() const noexcept { return reads && !writes; }
};

/// Decides the steps of one exchange: a pure function of what happened so far, without I/O, clock
/// or memory.
class exchange_machine {
 public:
  exchange_machine(wish const& what, line_state& line) : wish_(what), line_(line) {}

  /// Returns the first action.
  action const& start(time_point now);
  /// Takes how the last action ended and returns the next one.
  action const& resume(event const& how, time_point now);

  /// Returns what the exchange wants.
  wish const& wants() const noexcept { return wish_; }
  /// Returns the action that was ordered last.
  action const& next() const noexcept { return next_; }
  /// Returns the step that is under way.
  step at() const noexcept { return at_; }
  /// Tells whether bytes of this request may have reached the device.
  bool sent() const noexcept { return sent_; }

 private:
  action const& go(step next, time_point until);
  action const& finish(error_code ec = {}, bool close = false);
  action const& fail(error_code ec, time_point now);
  action const& to_connection(time_point now);
  action const& connect(time_point now);
  action const& settled(time_point now);
  action const& after_connect(time_point now);
  action const& to_write(time_point now);
  action const& checked(event const& how, time_point now);

  wish wish_;
  line_state& line_;
  step at_ = step::queue;
  action next_;
  time_point connect_began_{};
  time_point connect_until_ = time_point::max();
  bool fresh_ = false;  ///< The connection was made by this exchange.
  bool sent_ = false;
  int discards_ = 0;
};

}  // namespace sockio::detail
