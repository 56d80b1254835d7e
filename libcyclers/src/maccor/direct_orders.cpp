#include <boost/asio/post.hpp>

#include "maccor/direct_keeper.hpp"

namespace cyclers::maccor::detail {

// The caller's side: orders, and waiting for them.

direct_keeper::shared_ticket direct_keeper::new_ticket(ticket::kind what) {
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

void direct_keeper::sign_of_life(sockio::duration from_now) {
  auto const until = sockio::after(sockio::after(now(), from_now), options_.stuck_after);
  alive_until_ = std::max(alive_until_, until);
}

awaitable<void> direct_keeper::entered() {
  auto const keep = shared_from_this();
  co_await wait_for(entry_, sockio::time_point::max());
  sign_of_life();
}

awaitable<void> direct_keeper::output(set_points what) {
  auto const keep = shared_from_this();
  auto const mine = new_ticket(ticket::kind::output);
  mine->wanted = what;
  sign_of_life();
  orders_.push_back(mine);
  bell_->wake();
  co_await wait_for(mine, sockio::time_point::max());
  sign_of_life();
}

awaitable<void> direct_keeper::settle() {
  auto const keep = shared_from_this();
  auto const mine = new_ticket(ticket::kind::rest);
  sign_of_life();
  orders_.push_back(mine);
  bell_->wake();
  co_await wait_for(mine, sockio::time_point::max());
  sign_of_life();
}

awaitable<void> direct_keeper::hold(sockio::duration time) {
  auto const keep = shared_from_this();
  auto const mine = new_ticket(ticket::kind::hold);
  auto const until = sockio::after(now(), time);
  sign_of_life(time);
  bell_->wake();
  co_await wait_for(mine, until);
  mine->done = true;
}

awaitable<void> direct_keeper::alive() {
  auto const keep = shared_from_this();
  if (finished_) co_await wait_for(new_ticket(ticket::kind::hold), sockio::time_point::max());
  sign_of_life();
  bell_->wake();
}

awaitable<void> direct_keeper::leave() {
  auto const keep = shared_from_this();
  auto const mine = new_ticket(ticket::kind::exit);
  stop_ = true;
  bell_->wake();
  co_await wait_for(mine, sockio::time_point::max());
  if (trouble_) throw *trouble_;
}

void direct_keeper::abandon() {
  boost::asio::post(*strand_, [self = shared_from_this()] {
    self->stop_ = true;
    self->bell_->wake();
  });
}

}  // namespace cyclers::maccor::detail
