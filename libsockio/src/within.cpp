#include "sockio/within.hpp"

#include <fmt/format.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>

namespace sockio::detail {

namespace asio = boost::asio;

namespace {

/// Is what the alarm and the caller's cancellation share with the operation; all of it lives on one
/// strand.
struct race {
  explicit race(asio::any_io_executor const& executor)
      : strand(asio::make_strand(executor)), alarm(strand) {}
  asio::strand<asio::any_io_executor> strand;
  asio::steady_timer alarm;
  asio::cancellation_signal stop;
  bool late = false;
};

failure too_late(failure const& error, duration limit) {
  context story = error.story();
  bool const told = !story.request.empty();
  story.problem = fmt::format("{} within {}", told ? "no reply" : "not done", spoken(limit));
  return {errc::timed_out, std::move(story)};
}

}  // namespace

awaitable<void> run_within(duration limit, awaitable<void> operation) {
  if (limit == forever) {
    co_await std::move(operation);
    co_return;
  }
  auto const shared = std::make_shared<race>(co_await asio::this_coro::executor);
  auto state = co_await asio::this_coro::cancellation_state;
  auto slot = state.slot();
  // The caller's cancellation is handed on, on the strand.
  if (slot.is_connected()) {
    slot.assign([weak = std::weak_ptr(shared)](asio::cancellation_type type) {
      if (auto const alive = weak.lock())
        asio::dispatch(alive->strand, [alive, type] { alive->stop.emit(type); });
    });
  }
  shared->alarm.expires_at(after(clock::now(), limit));
  asio::dispatch(shared->strand, [shared] {
    shared->alarm.async_wait([weak = std::weak_ptr(shared)](error_code ec) {
      auto const alive = weak.lock();
      if (ec || !alive) return;
      alive->late = true;
      alive->stop.emit(asio::cancellation_type::terminal);
    });
  });
  auto [error] = co_await asio::co_spawn(
      shared->strand, std::move(operation),
      asio::bind_cancellation_slot(shared->stop.slot(), asio::as_tuple(asio::use_awaitable)));
  if (slot.is_connected()) slot.clear();
  asio::dispatch(shared->strand, [shared] { shared->alarm.cancel(); });
  if (!error) co_return;
  failure const why = failure_of(error);
  if (shared->late && why.code() == errc::cancelled) throw too_late(why, limit);
  std::rethrow_exception(error);
}

}  // namespace sockio::detail
