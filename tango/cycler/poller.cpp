#include <fmt/format.h>

#include <sockio/result.hpp>

#include "cycler/device.hpp"

namespace cycler_server {

using sockio::awaitable;

awaitable<void> poller::once(std::shared_ptr<poller> self) {
  auto got = co_await sockio::as_result(self->cycler_->read_all());
  std::shared_ptr<rows const> all;
  if (got) all = std::make_shared<rows const>(std::move(*got));
  {
    std::scoped_lock const lock(self->mutex_);
    state& now = self->state_;
    ++now.polls;
    now.when = std::chrono::system_clock::now();
    now.trouble = got ? sockio::failure() : got.error();
    if (all) now.all = all;
  }
  if (all) co_await self->keep_safe(*all);
}

awaitable<void> poller::keep_safe(rows const& all) {
  safety const limit = limits();
  std::string alarm;
  std::set<int> breached;
  for (auto const& [channel, one] : all) {
    if (!one.reading || cyclers::without_current(one.reading->status)) continue;
    auto const why = limit.breach(*one.reading);
    if (why.empty()) continue;
    breached.insert(channel);
    alarm += fmt::format("{}channel {}: {}", alarm.empty() ? "" : "; ", channel, why);
  }
  std::set<int> to_stop;
  {
    std::scoped_lock const lock(mutex_);
    for (int const channel : breached)
      if (in_care_.contains(channel)) to_stop.insert(channel);
  }
  for (int const channel : to_stop) {
    // It stays in care: when it still runs at the next poll it is told to stop once more.
    auto const stopped = co_await sockio::as_result(cycler_->operations().stop(channel));
    alarm += stopped ? fmt::format("; channel {} was stopped", channel)
                     : fmt::format("; channel {} could NOT be stopped: {}", channel,
                                   stopped.error().what());
  }
  std::scoped_lock const lock(mutex_);
  // What happened stays to be seen until the limits are changed or a test is started.
  if (!alarm.empty()) state_.alarm = std::move(alarm);
  state_.breached = std::move(breached);
}

awaitable<void> poller::start(std::shared_ptr<poller> self, int channel, std::string procedure,
                              std::string name) {
  co_await self->cycler_->protect(channel, self->limits());
  {
    // In care before it may run: an error leaves open whether it does.
    std::scoped_lock const lock(self->mutex_);
    self->in_care_.insert(channel);
    self->state_.alarm.clear();
  }
  cyclers::test_plan plan;
  plan.procedure = procedure;
  plan.name = name;
  co_await self->cycler_->operations().start(channel, plan);
}

awaitable<void> poller::stop(std::shared_ptr<poller> self, int channel) {
  co_await self->cycler_->operations().stop(channel);
  // Whoever starts it again has it in his own care.
  std::scoped_lock const lock(self->mutex_);
  self->in_care_.erase(channel);
}

awaitable<void> poller::resume(std::shared_ptr<poller> self, int channel) {
  {
    std::scoped_lock const lock(self->mutex_);
    self->in_care_.insert(channel);
    self->state_.alarm.clear();
  }
  co_await self->cycler_->operations().resume(channel);
}

awaitable<void> poller::set_variable(std::shared_ptr<poller> self, int channel, int variable,
                                     double value) {
  co_await self->cycler_->operations().set_variable(channel, variable, value);
}

poller::state poller::now() const {
  std::scoped_lock const lock(mutex_);
  return state_;
}

safety poller::limits() const {
  std::scoped_lock const lock(mutex_);
  return limits_;
}

void poller::set_limits(safety const& limits) {
  std::scoped_lock const lock(mutex_);
  limits_ = limits;
  state_.alarm.clear();
}

}  // namespace cycler_server
