#include "story.hpp"

#include <fmt/format.h>

namespace sockio::detail {

namespace {

std::string bytes_received(story_facts const& f) {
  return fmt::format("({}, {} bytes received)", f.connected ? "connected" : "not connected",
                     f.received.size());
}

std::string too_late(story_facts const& f) {
  switch (f.at) {
    case step::queue:
      return fmt::format("was not sent: other requests held the link for {}", spoken(f.limit));
    case step::settle:
      return fmt::format("was not sent: waiting for a late reply to go by left too little of {}",
                         spoken(f.limit));
    case step::pace:
      return fmt::format("was not sent: the pause between requests lasts past the deadline of {}",
                         spoken(f.limit));
    case step::connect:
      return fmt::format("was not sent: no connection within {}",
                         spoken(std::min(f.limit, f.connect_limit)));
    case step::greet:
      return fmt::format("was not sent: on_connection_made took longer than {}",
                         spoken(std::min(f.limit, f.connect_limit)));
    case step::write:
      return fmt::format("could not be written within {}", spoken(f.limit));
    default:
      return fmt::format("no reply within {} {}", spoken(f.limit), bytes_received(f));
  }
}

std::string cannot_connect(story_facts const& f) {
  std::string const reason = f.ec == errc::timed_out ? "no connection in time" : f.ec.message();
  if (f.at == step::connect) return fmt::format("was not sent: cannot connect: {}", reason);
  return fmt::format("was not sent: the last attempt to connect, {} ago, failed: {}",
                     spoken(f.hold_off - f.next_attempt), reason);
}

std::string problem(story_facts const& f) {
  if (f.ec == errc::timed_out && (f.at != step::queue || f.next_attempt <= duration{}))
    return too_late(f);
  if (f.ec == errc::cancelled || f.ec == errc::closed) {
    return fmt::format("{} {}", f.ec.message(), f.sent ? bytes_received(f) : "before it was sent");
  }
  if (f.at == step::greet)
    return fmt::format("was not sent: on_connection_made failed: {}", f.cause);
  if (f.at == step::connect ||
      (f.at == step::queue && f.ec != errc::not_connected && f.ec != errc::already_open)) {
    return cannot_connect(f);
  }
  if (f.ec == errc::closed_by_peer && f.at == step::read)
    return fmt::format("the peer closed the connection before the reply was complete {}",
                       bytes_received(f));
  if (f.ec == errc::reply_too_long)
    return fmt::format("no end of the reply within {} bytes, the buffer limit", f.received.size());
  return f.cause.empty() ? f.ec.message() : std::string(f.cause);
}

std::string advice(story_facts const& f) {
  if (f.next_attempt > duration{} && !f.connected && (f.at == step::queue || f.at == step::connect))
    return fmt::format("the next attempt is due in {}", spoken(f.next_attempt));
  if (f.ec == errc::not_connected) return "call open(), or switch automatic reconnection on";
  if (f.closed && f.sent) return "the connection was closed and opens again with the next request";
  return {};
}

}  // namespace

context tell(story_facts const& f) {
  std::string_view asked = f.asked;
  while (!asked.empty() && (asked.back() == '\n' || asked.back() == '\r')) asked.remove_suffix(1);
  return {.device = {},
          .endpoint = std::string(f.url),
          .request = printable(asked),
          .problem = problem(f),
          .received = printable(f.received),
          .advice = advice(f),
          .elapsed = f.elapsed};
}

}  // namespace sockio::detail
