#pragma once

#include <fmt/format.h>

namespace sockio::detail {

template <class Transport>
wish basic_link<Transport>::wish_of(request const& what) const {
  wish w;
  w.writes = !what.out.empty();
  w.reads = !what.reply.is_none();
  w.greets = static_cast<bool>(events_.connection_made);
  w.auto_reconnect = options_.auto_reconnect;
  w.stray = options_.stray;
  w.connection_timeout = options_.connection_timeout;
  w.patience = std::min(options_.connection_timeout, options_.timeout);
  w.hold_off = options_.hold_off;
  w.settle = options_.settle.value_or(duration{});
  w.began = clock_type::now();
  duration const limit = what.timeout == duration::min() ? options_.timeout : what.timeout;
  w.deadline = limit == forever ? time_point::max() : after(w.began, limit);
  return w;
}

/// Leaves nothing of a confidential request in memory.
struct forgetting {
  request& what;
  ~forgetting() {
    if (!what.confidential) return;
    for (char volatile& each : what.out) each = 0;
  }
};

template <class Transport>
awaitable<std::string> basic_link<Transport>::run([[maybe_unused]] std::shared_ptr<link> keep,
                                                  gate<clock_type>& turns, request what,
                                                  exchange_machine machine) {
  forgetting const at_end{what};
  std::uint64_t const closes = wire_.closes();
  wish const& w = machine.wants();
  typename gate<clock_type>::turn turn(turns);
  ending end(*this, machine);
  std::string reply;
  std::string cause;
  std::string_view left = what.out;
  time_point now = w.began;
  action const* next = &machine.start(now);
  while (next->what != step::done) {
    event how;
    try {
      switch (next->what) {
        case step::queue:
          if (!turn.try_enter()) {
            error_code const ec = co_await turn.enter(next->until);
            if (ec) how = {outcome::failed, ec};
            now = clock_type::now();
          }
          if (!turn.inside()) break;
          line_.connected = end.enter();
          if (wire_.closes() != closes) how = {outcome::failed, errc::closed};
          if (w.only_reads() && wire_.take_end()) how = {outcome::failed, errc::closed_by_peer};
          break;
        case step::connect:
          how = co_await wire_.connect(next->until);
          now = clock_type::now();
          if (how.what == outcome::ok) made();
          break;
        case step::greet:
          how = co_await greet(next->until, closes, cause);
          now = clock_type::now();
          break;
        case step::settle:
        case step::pace:
          how = co_await wire_.pause(next->until, w.deadline);
          now = clock_type::now();
          break;
        case step::check:
          how = wire_.check(w.reads);
          if (how.what == outcome::lost && how.ec) tell_gone();
          break;
        case step::discard:
          wire_.discard();
          break;
        case step::write:
          how = wire_.write_now(left);
          if (how.ec && how.ec == boost::asio::error::would_block)
            how = co_await wire_.write_some(left, next->until);
          if (gap() > duration{}) {
            now = clock_type::now();
            line_.next_write = after(now, gap());
          }
          break;
        case step::read:
          how = wire_.look(what.reply, what.skip_empty_lines, reply);
          if (how.what == outcome::incomplete) {
            auto const read = co_await wire_.read_some(next->until);
            if (events_.eof_received && std::get<0>(read) == boost::asio::error::eof)
              call_back(events_.eof_received);
            how = wire_.got(read, what.reply, reply);
          }
          break;
        case step::done:
          break;
      }
    } catch (...) {
      how = interrupted(cause);
    }
    if (how.what == outcome::failed) now = clock_type::now();
    next = &machine.resume(how, now);
  }
  if (!next->ec) {
    set_pace(machine);
    end.end(false, {});
    co_return reply;
  }
  give_up(what, machine, cause, end);
}

/// Takes the exception under way: a cancellation that comes between two steps is thrown by the next
/// co_await.
template <class Transport>
event basic_link<Transport>::interrupted(std::string& cause) {
  failure const why = failure_of(std::current_exception());
  cause = why.what();
  return {outcome::failed, why.code()};
}

template <class Transport>
void basic_link<Transport>::give_up(request const& what, exchange_machine const& machine,
                                    std::string_view cause, ending& end) {
  action const& last = machine.next();
  std::string const partial(machine.at() == step::read ? wire_.partial() : std::string_view{});
  failure const error = fail(what, machine, last, partial, cause, end.entered());
  if (events_.event && (machine.at() == step::connect || last.ec == errc::timed_out))
    tell(error.what());
  end.end(last.close, last.ec);
  throw error;
}

template <class Transport>
awaitable<event> basic_link<Transport>::greet(time_point until, std::uint64_t closes,
                                              std::string& cause) {
  auto const inner = std::make_shared<inner_link>(self(), until);
  typename wire<Transport>::lending const lent(wire_);
  struct finishing {
    inner_link& of;
    ~finishing() { of.finish(); }
  } const at_end{*inner};
  error_code ec;
  try {
    duration const left = until == time_point::max() ? forever : until - clock_type::now();
    co_await within(left, events_.connection_made(*inner));
  } catch (...) {
    failure const why = failure_of(std::current_exception());
    cause = why.what();
    ec = why.code();
  }
  if (wire_.closes() != closes) co_return event{outcome::failed, errc::closed};
  if (!ec) co_return event{};
  // A deadline of its own that it let pass is the greeting's failure.
  bool const own = ec == errc::cancelled || (ec == errc::timed_out && clock_type::now() >= until);
  co_return event{outcome::failed, own ? ec : make_error_code(errc::greeting_failed)};
}

/// Sets when the device may be asked again.
template <class Transport>
void basic_link<Transport>::set_pace(exchange_machine const& machine) {
  if (gap() == duration{} || !machine.sent()) return;
  // The gap counts at the device, which got the request between the write and its reply, or soon
  // after the write.
  static constexpr duration latest = std::chrono::milliseconds(1);
  time_point const arrived = line_.next_write - gap() + latest;
  bool const replied = machine.at() == step::read;
  line_.next_write = after(replied ? std::min(clock_type::now(), arrived) : arrived, gap());
}

template <class Transport>
failure basic_link<Transport>::fail(request const& what, exchange_machine const& machine,
                                    action const& last, std::string_view received,
                                    std::string_view cause, bool entered) const {
  wish const& w = machine.wants();
  time_point const now = clock_type::now();
  // Who has not entered must not look at the line, which is another's.
  line_state const line = entered ? line_ : line_state{};
  auto story = detail::tell(
      {.url = url_,
       .asked = what.confidential ? "(confidential)" : std::string_view(what.out),
       .received = received,
       .at = machine.at(),
       .ec = last.ec,
       .sent = machine.sent(),
       .closed = last.close,
       .connected = line.connected,
       .limit = w.deadline == time_point::max() ? forever : w.deadline - w.began,
       .connect_limit = options_.connection_timeout,
       .elapsed = now - w.began,
       .next_attempt =
           line.hold_off_until == time_point::min() ? duration{} : line.hold_off_until - now,
       .hold_off = options_.hold_off,
       .cause = cause});
  // A device may send back what it was sent.
  if (what.confidential && !story.received.empty()) story.received = "(confidential)";
  return {last.ec, std::move(story)};
}

template <class Transport>
void basic_link<Transport>::count(link_counters& counters, exchange_machine const& machine,
                                  error_code why) {
  if (machine.sent()) ++counters.requests;
  if (!why) {
    if (machine.at() == step::read) ++counters.replies;
    return;
  }
  if (why == errc::timed_out) ++counters.timeouts;
  if (why == errc::cancelled) ++counters.cancellations;
  if (machine.at() == step::connect || machine.at() == step::greet) ++counters.failed_connects;
}

template <class Transport>
void basic_link<Transport>::made() {
  std::uint64_t connections = 0;
  wire_.count([&](link_counters& c) {
    connections = ++c.connections;
    if (connections > 1) ++c.reconnects;
  });
  if (events_.event) tell(fmt::format("{}: connected (connection {})", url_, connections));
}

template <class Transport>
void basic_link<Transport>::tell_gone() {
  if (events_.eof_received) call_back(events_.eof_received);
  tell_lost(errc::closed_by_peer);
}

template <class Transport>
void basic_link<Transport>::tell_lost(error_code why) {
  if (events_.event) tell(fmt::format("{}: connection lost: {}", url_, why.message()));
  if (events_.connection_lost) call_back(events_.connection_lost, why);
}

template <class Transport>
void basic_link<Transport>::tell(std::string const& text) {
  call_back(events_.event, text);
}

template <class Transport>
void basic_link<Transport>::watch() {
  if (!options_.watch) return;
  wire_.watch([weak = std::weak_ptr<link>(shared_from_this())] {
    if (auto const strong = weak.lock()) static_cast<basic_link&>(*strong).tell_gone();
  });
}

template <class Transport>
template <class F, class... Args>
void basic_link<Transport>::call_back(F const& f, Args&&... args) {
  try {
    f(std::forward<Args>(args)...);
  } catch (...) {
    wire_.count([](link_counters& c) { ++c.callback_errors; });
  }
}

}  // namespace sockio::detail
