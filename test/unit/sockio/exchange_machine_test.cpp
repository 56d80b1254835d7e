#include "exchange_machine.hpp"

#include <gtest/gtest.h>

#include <ostream>
#include <vector>

#include "sockio/failure.hpp"

namespace sockio::detail {

namespace {

std::string name_of(step what) {
  constexpr char const* names[] = {"queue", "settle",  "connect", "greet", "pace",
                                   "check", "discard", "write",   "read",  "done"};
  return names[static_cast<std::size_t>(what)];
}

}  // namespace

/// Lets a failing test say which action came instead.
void PrintTo(action const& a, std::ostream* out) {
  *out << name_of(a.what);
  if (a.ec) *out << " (" << a.ec.message() << ")";
  if (a.close) *out << " and close";
  if (a.until != time_point::max()) *out << " until " << spoken(a.until.time_since_epoch());
}

namespace {

using namespace std::chrono_literals;

constexpr time_point at(duration since) { return time_point(since); }
constexpr time_point now = at(100s);
constexpr time_point deadline = at(103s);

action next(step what, time_point until = deadline) { return {.what = what, .until = until}; }
action done(error_code ec = {}, bool close = false) {
  return {.what = step::done, .ec = ec, .close = close};
}
constexpr event ok{};
event failed(error_code ec) { return {outcome::failed, ec}; }

wish question() {
  wish w;
  w.writes = w.reads = true;
  w.connection_timeout = 1s;
  w.patience = 1s;
  w.hold_off = 3s;
  w.settle = 2s;
  w.began = now;
  w.deadline = deadline;
  return w;
}

/// Holds one exchange as a table: what happened, and what has to be done then.
struct row {
  event how;
  action then;
};

void check(exchange_machine& machine, std::vector<row> const& rows) {
  EXPECT_EQ(machine.start(now), next(step::queue));
  for (row const& one : rows) EXPECT_EQ(machine.resume(one.how, now), one.then);
}

TEST(exchange_machine, asks_over_a_connection_that_is_up) {
  line_state line{.connected = true};
  exchange_machine machine(question(), line);
  check(machine,
        {{ok, next(step::check)}, {ok, next(step::write)}, {ok, next(step::read)}, {ok, done()}});
}

TEST(exchange_machine, connects_and_greets_first_within_the_connection_timeout) {
  line_state line;
  wish w = question();
  w.greets = true;
  exchange_machine machine(w, line);
  check(machine, {{ok, next(step::connect, now + 1s)},
                  {ok, next(step::greet, now + 1s)},
                  {ok, next(step::check)},
                  {ok, next(step::write)},
                  {ok, next(step::read)},
                  {ok, done()}});
  EXPECT_TRUE(line.connected);
}

TEST(exchange_machine, connects_no_longer_than_its_own_deadline) {
  line_state line;
  wish w = question();
  w.connection_timeout = 10s;
  exchange_machine machine(w, line);
  check(machine, {{ok, next(step::connect, deadline)}});
}

TEST(exchange_machine, waits_until_the_device_may_be_asked_again) {
  line_state line{.connected = true, .next_write = now + 80ms};
  exchange_machine machine(question(), line);
  check(machine, {{ok, next(step::pace, now + 80ms)}, {ok, next(step::check)}});
}

TEST(exchange_machine, writes_and_reads_piece_by_piece) {
  line_state line{.connected = true};
  exchange_machine machine(question(), line);
  event const more{outcome::incomplete};
  check(machine, {{ok, next(step::check)},
                  {ok, next(step::write)},
                  {more, next(step::write)},
                  {ok, next(step::read)},
                  {more, next(step::read)},
                  {more, next(step::read)},
                  {ok, done()}});
}

TEST(exchange_machine, ends_after_the_write_when_no_reply_is_expected) {
  line_state line{.connected = true};
  wish w = question();
  w.reads = false;
  exchange_machine machine(w, line);
  check(machine, {{ok, next(step::check)}, {ok, next(step::write)}, {ok, done()}});
}

TEST(exchange_machine, only_reads_without_looking_at_the_line) {
  line_state line{.connected = true};
  wish w = question();
  w.writes = false;
  exchange_machine machine(w, line);
  check(machine, {{ok, next(step::read)}, {ok, done()}});
}

TEST(exchange_machine, reconnects_a_connection_that_died_while_idle) {
  line_state line{.connected = true};
  exchange_machine machine(question(), line);
  check(machine, {{ok, next(step::check)},
                  {{outcome::lost}, next(step::connect, now + 1s)},
                  {ok, next(step::check)}});
}

TEST(exchange_machine, gives_up_on_a_connection_that_dies_as_soon_as_it_is_made) {
  line_state line;
  exchange_machine machine(question(), line);
  check(machine, {{ok, next(step::connect, now + 1s)},
                  {ok, next(step::check)},
                  {{outcome::lost}, done(errc::closed_by_peer, true)}});
}

TEST(exchange_machine, drops_what_nobody_asked_for_and_looks_again) {
  line_state line{.connected = true};
  exchange_machine machine(question(), line);
  check(machine, {{ok, next(step::check)},
                  {{outcome::stray}, next(step::discard)},
                  {ok, next(step::check)},
                  {ok, next(step::write)}});
}

TEST(exchange_machine, lets_a_late_reply_go_by_before_it_connects_again) {
  line_state line{.connected = true};
  exchange_machine late(question(), line);
  check(late, {{ok, next(step::check)},
               {ok, next(step::write)},
               {ok, next(step::read)},
               {failed(errc::timed_out), done(errc::timed_out, true)}});
  line.connected = false;
  wish w = question();
  w.deadline = now + 5s;
  exchange_machine machine(w, line);
  machine.start(now);
  EXPECT_EQ(machine.resume(ok, now), next(step::settle, now + 2s));
  EXPECT_EQ(machine.resume(ok, now + 2s), next(step::connect, now + 3s));
  exchange_machine afterwards(w, line);
  afterwards.start(now);
  EXPECT_EQ(afterwards.resume(ok, now + 2s), next(step::connect, now + 3s));
}

TEST(exchange_machine, asks_nothing_when_a_late_reply_leaves_less_than_half_of_the_time) {
  line_state line{.quiet_until = now + 1600ms};
  exchange_machine machine(question(), line);
  check(machine, {{ok, next(step::settle, now + 1600ms)}});
  EXPECT_EQ(machine.resume(ok, now + 1600ms), done(errc::timed_out));
  EXPECT_FALSE(machine.sent());
}

TEST(exchange_machine, waits_for_no_reply_of_a_request_that_was_never_sent) {
  for (step const in : {step::queue, step::connect, step::check}) {
    line_state line;
    exchange_machine machine(question(), line);
    action a = machine.start(now);
    while (a.what != in) a = machine.resume(ok, now);
    machine.resume(failed(errc::cancelled), now);
    EXPECT_EQ(line.quiet_until, time_point::min()) << name_of(in);
  }
}

TEST(exchange_machine, asks_nothing_of_a_device_that_never_stops_talking) {
  line_state line{.connected = true};
  exchange_machine machine(question(), line);
  event const stray{outcome::stray};
  check(machine, {{ok, next(step::check)},
                  {stray, next(step::discard)},
                  {ok, next(step::check)},
                  {stray, next(step::discard)},
                  {ok, next(step::check)},
                  {stray, next(step::discard)},
                  {ok, next(step::check)},
                  {stray, done(errc::unsolicited_bytes, true)}});
  EXPECT_FALSE(machine.sent());
}

TEST(exchange_machine, takes_stray_bytes_for_an_error_when_told_so) {
  line_state line{.connected = true};
  wish w = question();
  w.stray = unsolicited::fail;
  exchange_machine machine(w, line);
  check(machine,
        {{ok, next(step::check)}, {{outcome::stray}, done(errc::unsolicited_bytes, true)}});
}

TEST(exchange_machine, connects_only_when_it_may) {
  line_state line;
  wish w = question();
  w.auto_reconnect = false;
  exchange_machine machine(w, line);
  check(machine, {{ok, done(errc::not_connected)}});
}

TEST(exchange_machine, opens_a_closed_line_even_without_automatic_reconnection) {
  line_state line;
  wish w = question();
  w.auto_reconnect = false;
  w.only_connect = true;
  w.writes = w.reads = false;
  exchange_machine machine(w, line);
  check(machine, {{ok, next(step::connect, now + 1s)}, {ok, done()}});
}

TEST(exchange_machine, opens_no_line_that_is_alive_but_one_that_died_unnoticed) {
  line_state line{.connected = true};
  wish w = question();
  w.only_connect = true;
  w.writes = w.reads = false;
  exchange_machine alive(w, line);
  check(alive, {{ok, next(step::check)}, {ok, done(errc::already_open)}});
  exchange_machine dead(w, line);
  check(dead,
        {{ok, next(step::check)}, {{outcome::lost}, next(step::connect, now + 1s)}, {ok, done()}});
}

TEST(exchange_machine, sends_nothing_once_its_deadline_has_passed) {
  line_state line{.connected = true};
  exchange_machine machine(question(), line);
  machine.start(now);
  EXPECT_EQ(machine.resume(ok, deadline), done(errc::timed_out));
  EXPECT_FALSE(machine.sent());
}

TEST(exchange_machine, fails_at_once_within_the_hold_off_and_tries_again_after_it) {
  line_state line;
  error_code const refused = make_error_code(boost::system::errc::connection_refused);
  exchange_machine first(question(), line);
  check(first, {{ok, next(step::connect, now + 1s)}, {failed(refused), done(refused, true)}});
  exchange_machine within(question(), line);
  within.start(now);
  EXPECT_EQ(within.resume(ok, now + 3s - 1ns), done(refused));
  wish later = question();
  later.deadline = now + 10s;
  exchange_machine after_it(later, line);
  after_it.start(now);
  EXPECT_EQ(after_it.resume(ok, now + 3s), next(step::connect, now + 4s));
}

TEST(exchange_machine, holds_nobody_off_for_a_caller_in_too_much_of_a_hurry) {
  line_state line;
  wish w = question();
  w.deadline = now + 10ms;
  exchange_machine machine(w, line);
  machine.start(now);
  EXPECT_EQ(machine.resume(ok, now), next(step::connect, now + 10ms));
  EXPECT_EQ(machine.resume(failed(errc::timed_out), now + 10ms), done(errc::timed_out, true));
  EXPECT_EQ(line.hold_off_until, time_point::min());
}

TEST(exchange_machine, holds_others_off_after_a_connect_of_a_callers_usual_patience) {
  line_state line;
  wish w = question();
  w.connection_timeout = forever;
  w.patience = 3s;
  exchange_machine machine(w, line);
  machine.start(now);
  EXPECT_EQ(machine.resume(ok, now), next(step::connect, deadline));
  EXPECT_EQ(machine.resume(failed(errc::timed_out), deadline), done(errc::timed_out, true));
  EXPECT_EQ(line.hold_off_until, deadline + 3s);
}

/// What must be true when the whole exchange, connect and greeting included, ends early in a step.
struct early_end {
  step in;
  bool closes;     ///< The connection is closed.
  bool holds_off;  ///< The next calls fail at once.
  bool was_sent;   ///< The request may have reached the device.
};

std::vector<early_end> const failures{
    {step::queue, false, false, false},   {step::settle, false, false, false},
    {step::connect, true, true, false},   {step::greet, true, true, false},
    {step::pace, false, false, false},    {step::check, false, false, false},
    {step::discard, false, false, false}, {step::write, true, false, true},
    {step::read, true, false, true}};

/// Walks an exchange that takes every step and lets it end in one of them.
void end_in(early_end const& what, error_code why, bool holds_off) {
  SCOPED_TRACE(name_of(what.in) + " ends with " + why.message());
  time_point const settled = now - 1ms;
  line_state line{.next_write = now + 1ms, .quiet_until = settled};
  wish w = question();
  w.greets = true;
  exchange_machine machine(w, line);
  action a = machine.start(settled - 1ms);
  bool strayed = false;
  while (a.what != what.in) {
    ASSERT_NE(a.what, step::done);
    bool const stray = a.what == step::check && !std::exchange(strayed, true);
    time_point const then = a.what == step::queue ? settled - 1ms : now;
    a = machine.resume(stray ? event{outcome::stray} : ok, then);
  }
  EXPECT_EQ(machine.resume(failed(why), now), done(why, what.closes));
  EXPECT_EQ(machine.sent(), what.was_sent);
  EXPECT_EQ(line.hold_off_until, holds_off ? now + 3s : time_point::min());
  EXPECT_EQ(machine.at(), what.in);
}

TEST(exchange_machine, fails_at_every_step) {
  for (early_end const& one : failures)
    end_in(one, make_error_code(boost::system::errc::io_error), one.holds_off);
}

TEST(exchange_machine, is_timed_out_at_every_step) {
  for (early_end const& one : failures) end_in(one, errc::timed_out, one.holds_off);
}

TEST(exchange_machine, is_cancelled_at_every_step_and_never_holds_others_off) {
  for (early_end const& one : failures) end_in(one, errc::cancelled, false);
}

TEST(exchange_machine, is_closed_at_every_step_and_never_holds_others_off) {
  for (early_end const& one : failures) end_in(one, errc::closed, false);
}

TEST(exchange_machine, leaves_the_line_as_it_is_when_a_reader_gives_up) {
  for (errc const why : {errc::timed_out, errc::cancelled}) {
    line_state line{.connected = true};
    wish w = question();
    w.writes = false;
    exchange_machine machine(w, line);
    check(machine, {{ok, next(step::read)}, {failed(why), done(why, false)}});
  }
}

TEST(exchange_machine, does_nothing_at_all_when_nothing_is_wanted) {
  line_state line{.connected = true};
  wish w = question();
  w.writes = w.reads = false;
  exchange_machine machine(w, line);
  check(machine, {{ok, done()}});
}

TEST(exchange_machine, neither_connects_nor_greets_from_within_a_greeting) {
  line_state line{.connected = true};
  wish w = question();
  w.nested = w.greets = true;
  exchange_machine machine(w, line);
  check(machine, {{ok, next(step::check)}, {{outcome::lost}, done(errc::closed_by_peer, true)}});
}

TEST(exchange_machine, has_actions_that_a_failing_test_can_show) {
  EXPECT_EQ(testing::PrintToString(next(step::read)), "read until 103 s");
  EXPECT_EQ(testing::PrintToString(done(errc::cancelled, true)), "done (cancelled) and close");
}

}  // namespace

}  // namespace sockio::detail
