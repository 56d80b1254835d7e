#include "maccor/direct_keeper.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>

#include "cyclers/maccor/channel.hpp"
#include "cyclers/maccor/commands.hpp"
#include "cyclers/maccor/messages.hpp"
#include "cyclers/maccor/readings.hpp"

namespace cyclers::maccor::detail {

namespace asio = boost::asio;
using sockio::duration;
using sockio::time_point;

namespace {

duration heartbeat_of(direct_options const& options) {
  if (options.watchdog <= duration{}) return sockio::forever;
  return options.heartbeat > duration{} ? options.heartbeat : options.watchdog / 3;
}

}  // namespace

direct_keeper::direct_keeper(std::shared_ptr<session> core, channel_number channel,
                             direct_limits const& limits, direct_options const& options)
    : core_(std::move(core)),
      channel_(channel),
      limits_(limits),
      options_(options),
      test_name_(options.name.empty() ? "Random" : options.name),
      time_(options.time ? *options.time : time_source::steady()),
      points_(limits, options),
      rest_(core_, channel, options.form, points_.rest_current()),
      current_(points_.rest()) {
  // The caller's view need not live as long as this.
  options_.name = {};
}

void direct_keeper::start(asio::any_io_executor const& executor) {
  strand_.emplace(asio::make_strand(executor));
  bell_ = time_.make_alarm(*strand_);
  entry_ = new_ticket(kind::entry);
  sign_of_life();
  asio::co_spawn(*strand_, serve(), asio::detached);
}

std::string direct_keeper::name() const {
  return fmt::format("maccor {} channel {}", core_->endpoint(), channel_.value());
}

sockio::failure direct_keeper::fail(boost::system::error_code why, std::string problem,
                                    std::string advice) const {
  sockio::context story;
  story.problem = std::move(problem);
  story.advice = std::move(advice);
  return core_->told({why, std::move(story)},
                     fmt::format("direct control of channel {}", channel_.value()));
}

sockio::failure direct_keeper::refused(outcome<direct_output_result> const& how) const {
  return refusal(*core_, function_of<messages::direct_output>(), address::of(channel_),
                 make_error_code(how.code), how.text(), "the channel is put to rest");
}

// The keeper's side: one coroutine that sends everything.

awaitable<void> direct_keeper::serve() {
  auto const keep = shared_from_this();
  auto const begun = co_await sockio::as_result(begin());
  if (begun) {
    entry_->finish();
    auto const served = co_await sockio::as_result(serve_until_told());
    if (!served) trouble_ = served.error();
  } else {
    trouble_ = begun.error();
  }
  co_await finish();
  finished_ = true;
  end_all();
}

awaitable<void> direct_keeper::begin() {
  if (auto const wrong = points_.nonsense(); !wrong.empty())
    throw fail(make_error_code(sockio::errc::bad_value), wrong, "nothing was sent");
  co_await expect_free();
  co_await expect_able();
  co_await set_safety(core_, address::of(channel_), limits_.safety());
  if (stop_) throw fail(make_error_code(sockio::errc::cancelled), "was left before it began");
  co_await start_direct_mode();
  co_await wait_until_ready();
  next_beat_ = sockio::after(now(), heartbeat_of(options_));
}

/// Safety limits of a test that somebody else runs must not be touched.
awaitable<void> direct_keeper::expect_free() {
  auto const status =
      co_await ask<messages::full_status>(core_, address::of(channel_), {}, options_.form);
  auto const state = status.status.state;
  if (state == channel_state::available || state == channel_state::selected) co_return;
  throw fail(make_error_code(direct_start_result::not_available),
             fmt::format("the channel is not free: {}", status_text(status.status)),
             "nothing was changed; end what runs there, and reset the channel, before");
}

/// A tester ignores a set point outside of the channel's range, and with it the user's limit.
awaitable<void> direct_keeper::expect_able() {
  auto const can = co_await specification(core_, address::of(channel_));
  if (auto const wrong = points_.fit(can); !wrong.empty())
    throw fail(errc::limit_breached, wrong,
               "nothing was changed; set limits within it, or direct_options::current_range");
}

awaitable<void> direct_keeper::start_direct_mode() {
  using messages::start_direct;
  start_direct::request body;
  body.test_name = test_name_;
  body.output = points_.at_start();
  body.record_time = static_cast<float>(options_.record_time);
  body.record_voltage = static_cast<float>(options_.record_voltage);
  body.record_current = static_cast<float>(options_.record_current);
  started_ = started::maybe;
  address const to = address::of(channel_);
  auto const reply = co_await ask<start_direct>(core_, to, std::move(body), options_.form);
  started_ = reply.result.ok() ? started::yes : started::no;
  last_output_ = now();
  expect_ok<start_direct>(*core_, to, reply.result);
}

awaitable<void> direct_keeper::wait_until_ready() {
  time_point const late = sockio::after(now(), options_.ready_within);
  for (;;) {
    auto const how = co_await send(points_.rest());
    if (how.ok()) co_return;
    bool const soon =
        how.code == direct_output_result::not_ready || how.code == direct_output_result::too_fast;
    if (!soon || stop_ || now() >= late) throw refused(how);
  }
}

/// Says when an output may follow the last one. Wire: page 48, at least 100 ms; a rest waits for no
/// more than that.
time_point direct_keeper::due(set_points const& what) const {
  bool const rests = what.mode == charge_mode::rest;
  return sockio::after(last_output_,
                       rests ? std::min(options_.gap, direct_options().gap) : options_.gap);
}

awaitable<outcome<direct_output_result>> direct_keeper::send(set_points what) {
  while (now() < due(what)) co_await bell_->wait_until(due(what));
  auto const sent = co_await sockio::as_result(
      ask<messages::direct_output>(core_, address::of(channel_), what, options_.form));
  last_output_ = now();
  next_beat_ = sockio::after(now(), heartbeat_of(options_));
  co_return sent.value().result;
}

awaitable<void> direct_keeper::serve_until_told() {
  for (;;) {
    expect_alive();
    if (stop_) co_return;
    co_await serve_one();
  }
}

void direct_keeper::expect_alive() const {
  if (!lapsed_ && !overdue()) return;
  throw fail(errc::unattended,
             fmt::format("nothing was heard of the program for {} while the channel was told to {}",
                         sockio::spoken(options_.stuck_after), spoken(current_)),
             "the channel is put to rest; call alive() between long things, or set stuck_after");
}

awaitable<void> direct_keeper::serve_one() {
  if (!orders_.empty()) {
    auto const order = orders_.front();
    orders_.pop_front();
    if (!order->abandoned) co_await perform(order);
    co_return;
  }
  if (now() >= next_beat_) co_return co_await beat();
  // At rest nothing flows that would have to be attended to.
  bool const leased = flows() && waiting_ == 0;
  co_await bell_->wait_until(leased ? std::min(next_beat_, alive_until_) : next_beat_);
}

awaitable<void> direct_keeper::beat() {
  auto const how = co_await send(current_);
  if (!how.ok()) throw refused(how);
}

awaitable<void> direct_keeper::perform(shared_ticket order) {
  if (order->what == kind::rest) {
    current_ = points_.rest();
    co_await rest_and_verify();
  } else {
    // A caller that has gone by now must not have current flow.
    auto const wanted = [&] { return !order->abandoned && !stop_; };
    while (now() < due(order->wanted) && wanted()) co_await bell_->wait_until(due(order->wanted));
    if (!wanted()) co_return;
    current_ = order->wanted;
    auto const how = co_await send(order->wanted);
    if (!how.ok()) throw refused(how);
  }
  order->finish();
}

// Rest.

/// Brings the channel to rest when it may not be, and tells what could not be done.
awaitable<void> direct_keeper::finish() {
  if (started_ == started::no) co_return;
  auto const rested = co_await sockio::as_result(rest_and_verify());
  if (!rested) {
    unrest_ = rested.error();
    co_return;
  }
  if (trouble_ && trouble_->code() == errc::rest_not_verified)
    trouble_ = fail(make_error_code(sockio::errc::timed_out),
                    fmt::format("it took more than {} until the channel was at rest; it is now",
                                sockio::spoken(options_.rest_within)));
  if (started_ != started::yes || options_.at_end == direct_end::rest) co_return;
  auto const to = address::of(channel_);
  // Not within the co_await: g++ 12 destroys what a conditional expression makes there twice.
  auto last = options_.at_end == direct_end::reset ? command<messages::reset>(core_, to)
                                                   : command<messages::suspend>(core_, to);
  auto const ended = co_await sockio::as_result(std::move(last));
  if (!ended) at_end_ = ended.error();
}

/// Repeats a rest, which unlike a set point can do no harm, until the tester shows it.
awaitable<void> direct_keeper::rest_and_verify() {
  static constexpr int gentle_attempts = 8;
  rest_maker::attempt const attempt = [this, n = 0](std::string& story) mutable {
    return try_to_rest(n++ < gentle_attempts, story);
  };
  co_await rest_.insist(attempt, options_.rest_within, time_, *bell_);
}

/// Asks for rest, and suspends what is ours and does not take it or does not rest.
///
/// A rest without a reply may overtake a set point that is still under way on a connection that was
/// lost; a suspend, over whichever connection works, ends direct mode, so that nothing can follow.
awaitable<bool> direct_keeper::try_to_rest(bool gently, std::string& story) {
  using enum direct_output_result;
  auto const sent = co_await sockio::as_result(send(points_.rest()));
  if (!sent) {
    story = sent.error().what();
  } else if (!sent->ok()) {
    story = fmt::format("the tester refused a rest: {}", sent->text());
  }
  bool const over = sent && (sent->code == no_direct_mode || sent->code == not_active);
  bool const took = sent && (sent->ok() || sent->code == too_fast);
  // Whatever runs there without direct mode is not ours, and not ours to stop.
  bool const ours = started_ == started::yes && !over;
  if ((sent || !ours) && co_await rest_.is_shown(story)) co_return true;
  if (!ours || (took && gently)) co_return false;
  co_return co_await rest_.by_suspending(story);
}

void direct_keeper::end_all() {
  auto const all = std::exchange(waiters_, {});
  for (auto const& each : all) {
    if (each->done) continue;
    each->error = end_of(each->what);
    each->finish();
  }
  orders_.clear();
}

/// Says what a caller hears who waits when direct control ends.
std::optional<sockio::failure> direct_keeper::end_of(kind what) const {
  if (what == kind::exit) return std::nullopt;
  if (what == kind::rest) return unrest_;
  if (trouble_) return trouble_;
  if (unrest_) return unrest_;
  return fail(make_error_code(sockio::errc::closed), "direct control is over");
}

}  // namespace cyclers::maccor::detail
