#include <fmt/format.h>

#include <boost/asio/post.hpp>

#include "maccor/direct_keeper.hpp"

namespace cyclers::maccor::detail {

// The caller's side: orders, and waiting for them.

direct_keeper::shared_ticket direct_keeper::new_ticket(kind what) {
  auto const mine = std::make_shared<ticket>();
  mine->what = what;
  mine->bell = time_.make_alarm(*strand_);
  std::erase_if(waiters_, [](shared_ticket const& each) { return each->done; });
  waiters_.push_back(mine);
  return mine;
}

awaitable<void> direct_keeper::wait_for(shared_ticket mine, sockio::time_point until) {
  // A caller that is cancelled leaves without waiting for the end.
  struct leaving {
    ticket& of;
    ~leaving() { of.abandoned = !of.done; }
  } const at_end{*mine};
  if (finished_ && !mine->done) end_all();
  while (!mine->done && now() < until) co_await mine->bell->wait_until(until);
  if (mine->error) throw *mine->error;
}

/// Renews the lease. One that has run out already ends direct control instead, which the keeper may
/// not have come to see: code that is stuck may have kept its thread, too.
void direct_keeper::sign_of_life() {
  if (overdue()) lapsed_ = true;
  alive_until_ = sockio::after(now(), options_.stuck_after);
}

/// Waits for something that is the keeper's to do: nothing is asked of the caller meanwhile.
awaitable<void> direct_keeper::attend(shared_ticket mine, sockio::duration time) {
  ++waiting_;
  bell_->wake();
  std::exception_ptr error;
  try {
    co_await wait_for(mine, sockio::after(now(), time));
  } catch (...) {
    error = std::current_exception();
  }
  mine->done = true;
  sign_of_life();
  --waiting_;
  bell_->wake();
  if (error) std::rethrow_exception(error);
}

awaitable<void> direct_keeper::order(kind what, set_points wanted, sockio::duration time) {
  auto const keep = shared_from_this();
  auto const mine = what == kind::entry ? entry_ : new_ticket(what);
  mine->wanted = wanted;
  sign_of_life();
  if (what == kind::output || what == kind::rest) orders_.push_back(mine);
  co_await attend(mine, lapsed_ ? sockio::forever : time);
}

awaitable<void> direct_keeper::leave(std::exception_ptr error) {
  auto const keep = shared_from_this();
  sign_of_life();
  stop_ = true;
  bell_->wake();
  co_await wait_for(new_ticket(kind::exit), sockio::time_point::max());
  if (error || trouble_ || unrest_ || at_end_) tell(error);
}

namespace {

/// Tells of a failure, and of another one that it must not hide.
sockio::failure with(sockio::failure const& what, std::string_view when,
                     sockio::failure const& other) {
  auto story = what.story();
  story.problem += fmt::format(" ({}: {})", when, other.what());
  return {what.code(), std::move(story)};
}

}  // namespace

void direct_keeper::tell(std::exception_ptr const& error) const {
  if (unrest_) {
    // A rest that failed before says nothing that this one does not.
    if (trouble_ && trouble_->code() == errc::rest_not_verified) throw *unrest_;
    if (trouble_) throw with(*unrest_, "before that", *trouble_);
    if (error) throw with(*unrest_, "before that", sockio::failure_of(error));
    throw *unrest_;
  }
  if (!error && !trouble_) throw *at_end_;
  if (!at_end_) error ? std::rethrow_exception(error) : throw *trouble_;
  try {
    error ? std::rethrow_exception(error) : throw *trouble_;
  } catch (sockio::failure const& first) {
    throw with(first, "and at the end", *at_end_);
  }
}

void direct_keeper::abandon() {
  boost::asio::post(*strand_, [self = shared_from_this()] {
    self->stop_ = true;
    self->bell_->wake();
  });
}

}  // namespace cyclers::maccor::detail
