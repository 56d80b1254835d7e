#include "sockio/within.hpp"

#include <fmt/format.h>

#include <boost/asio/append.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/this_coro.hpp>
#include <memory>

namespace sockio::detail {

namespace asio = boost::asio;

namespace {

/// Is what the alarm and the caller's cancellation share with the operation; all of it is touched
/// on one strand only, from its start to its end.
struct race : std::enable_shared_from_this<race> {
  race(asio::any_io_executor const& executor, time_point until)
      : strand(asio::make_strand(executor)), alarm(strand, until) {}

  /// Runs the operation and hands its outcome to `done`.
  template <class Done>
  void start(awaitable<void> operation, Done done) {
    alarm.async_wait([weak = weak_from_this()](error_code ec) {
      auto const alive = weak.lock();
      if (ec || !alive) return;
      alive->late = true;
      alive->stop.emit(asio::cancellation_type::terminal);
    });
    asio::co_spawn(strand, std::move(operation),
                   asio::bind_cancellation_slot(
                       stop.slot(), [self = shared_from_this(),
                                     done = std::move(done)](std::exception_ptr error) mutable {
                         bool const was_late = self->late;
                         self->alarm.cancel();
                         asio::post(asio::append(std::move(done), error, was_late));
                       }));
  }

  asio::strand<asio::any_io_executor> strand;
  asio::steady_timer alarm;
  asio::cancellation_signal stop;
  bool late = false;
};

/// Runs an operation on the strand of a race; the caller's cancellation is handed on to there.
template <class Handler>
void run_on_strand(std::shared_ptr<race> const& shared, awaitable<void> operation,
                   Handler handler) {
  auto slot = asio::get_associated_cancellation_slot(handler);
  if (slot.is_connected()) {
    slot.assign([weak = std::weak_ptr(shared)](asio::cancellation_type type) {
      if (auto const alive = weak.lock())
        asio::post(alive->strand, [alive, type] { alive->stop.emit(type); });
    });
  }
  asio::post(shared->strand,
             [shared, operation = std::move(operation), handler = std::move(handler)]() mutable {
               shared->start(std::move(operation), std::move(handler));
             });
}

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
  auto const shared =
      std::make_shared<race>(co_await asio::this_coro::executor, after(clock::now(), limit));
  auto const token = asio::as_tuple(asio::deferred);
  auto const [error, late] =
      co_await asio::async_initiate<decltype(token) const&, void(std::exception_ptr, bool)>(
          [&shared, &operation](auto handler) {
            run_on_strand(shared, std::move(operation), std::move(handler));
          },
          token);
  if (!error) co_return;
  failure const why = failure_of(error);
  if (late && why.code() == errc::cancelled) throw too_late(why, limit);
  std::rethrow_exception(error);
}

}  // namespace sockio::detail
