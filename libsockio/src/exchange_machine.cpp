#include "exchange_machine.hpp"

#include <algorithm>

namespace sockio::detail {

namespace {
constexpr int most_discards = 3;
}

action const& exchange_machine::go(step next, time_point until) {
  at_ = next;
  next_.what = next;
  next_.until = until;
  return next_;
}

action const& exchange_machine::finish(error_code ec, bool close) {
  next_ = {.what = step::done, .ec = ec, .close = close};
  return next_;
}

action const& exchange_machine::start(time_point) { return go(step::queue, wish_.deadline); }

action const& exchange_machine::resume(event const& how, time_point now) {
  if (how.what == outcome::failed) return fail(how.ec, now);
  switch (at_) {
    case step::queue:
      return to_connection(now);
    case step::settle:
      return settled(now);
    case step::connect:
      line_.connected = true;
      fresh_ = true;
      return wish_.greets ? go(step::greet, connect_until_) : after_connect(now);
    case step::greet:
      return after_connect(now);
    case step::pace:
      return go(step::check, wish_.deadline);
    case step::discard:
      return go(step::check, wish_.deadline);
    case step::check:
      return checked(how, now);
    case step::write:
      if (how.what == outcome::incomplete) return go(step::write, wish_.deadline);
      return wish_.reads ? go(step::read, wish_.deadline) : finish();
    case step::read:
      if (how.what == outcome::incomplete) return go(step::read, wish_.deadline);
      return finish();
    case step::done:
      break;
  }
  return finish();
}

action const& exchange_machine::to_connection(time_point now) {
  if (!line_.connected && !wish_.nested) return connect(now);
  // open() finds out first whether the connection is alive.
  return wish_.only_connect ? go(step::check, wish_.deadline) : to_write(now);
}

action const& exchange_machine::connect(time_point now) {
  if (!wish_.auto_reconnect && !wish_.only_connect) return finish(errc::not_connected);
  if (now < line_.hold_off_until) return finish(line_.connect_error);
  if (now < line_.quiet_until) return go(step::settle, line_.quiet_until);
  connect_began_ = now;
  connect_until_ = std::min(wish_.deadline, after(now, wish_.connection_timeout));
  return go(step::connect, connect_until_);
}

action const& exchange_machine::settled(time_point now) {
  // Asked with hardly any time left, the device would be late again, and so for ever.
  bool const enough = wish_.deadline - now >= (wish_.deadline - wish_.began) / 2;
  return enough ? connect(now) : finish(errc::timed_out);
}

action const& exchange_machine::after_connect(time_point now) {
  line_.hold_off_until = time_point::min();
  line_.connect_error = {};
  return wish_.only_connect ? finish() : to_write(now);
}

action const& exchange_machine::to_write(time_point now) {
  if (!wish_.writes) return wish_.reads ? go(step::read, wish_.deadline) : finish();
  // Late already: the device must not act on a request that is given up.
  if (now >= wish_.deadline) return finish(errc::timed_out);
  if (now < line_.next_write) return go(step::pace, line_.next_write);
  return go(step::check, wish_.deadline);
}

action const& exchange_machine::checked(event const& how, time_point now) {
  if (how.what == outcome::lost) {
    line_.connected = false;
    // A connection that dies as soon as it is made would be made for ever.
    if (fresh_ || wish_.nested) return finish(errc::closed_by_peer, true);
    return connect(now);
  }
  if (wish_.only_connect) return finish(errc::already_open);
  if (how.what == outcome::stray) {
    // A device that never stops sending would have its chatter taken for the reply.
    bool const chatter = ++discards_ > most_discards;
    if (wish_.stray == unsolicited::fail || chatter) return finish(errc::unsolicited_bytes, true);
    return go(step::discard, wish_.deadline);
  }
  sent_ = true;
  return go(step::write, wish_.deadline);
}

action const& exchange_machine::fail(error_code ec, time_point now) {
  // A caller in too much of a hurry has not shown that the device is off.
  bool const hurried =
      ec == errc::timed_out && connect_until_ - connect_began_ < wish_.patience / 2;
  bool const given_up = ec == errc::cancelled || ec == errc::closed || hurried;
  switch (at_) {
    case step::connect:
    case step::greet:
      line_.connected = false;
      if (!given_up) {
        line_.hold_off_until = after(now, wish_.hold_off);
        line_.connect_error = ec;
      }
      return finish(ec, true);
    case step::write:
      line_.quiet_until = after(now, wish_.settle);
      return finish(ec, true);
    case step::read:
      if (sent_) line_.quiet_until = after(now, wish_.settle);
      // Who only reads has asked nothing: what comes later is still the next reader's.
      return finish(ec, sent_ || (ec != errc::timed_out && ec != errc::cancelled));
    default:
      return finish(ec);
  }
}

}  // namespace sockio::detail
