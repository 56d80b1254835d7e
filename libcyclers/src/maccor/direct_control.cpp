#include "cyclers/maccor/direct_control.hpp"

#include <fmt/format.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/this_coro.hpp>

#include "cyclers/maccor/readings.hpp"
#include "detail/shielded.hpp"
#include "maccor/direct_keeper.hpp"

namespace cyclers::maccor {

namespace asio = boost::asio;

namespace {

using detail::direct_keeper;
using keeper_ptr = std::shared_ptr<direct_keeper>;

/// Runs something of the keeper's where the keeper is.
awaitable<void> at_keeper(keeper_ptr keeper, awaitable<void> operation) {
  co_await asio::co_spawn(keeper->place(), std::move(operation), asio::deferred);
}

awaitable<void> ordered(keeper_ptr keeper, result<messages::direct_set_points> what) {
  if (!what) {
    throw keeper->core()->told(
        what.error(), fmt::format("direct control of channel {}", keeper->channel().value()));
  }
  co_await at_keeper(keeper, keeper->order(direct_keeper::kind::output, *what));
}

awaitable<reading> read_alive(keeper_ptr keeper) {
  co_await at_keeper(keeper, keeper->order(direct_keeper::kind::hold, {}, {}));
  co_return co_await detail::read_channel(keeper->core(), keeper->channel().value(),
                                          {.temperatures = keeper->options().temperatures});
}

awaitable<void> controlled(std::unique_ptr<detail::direct_scope> scope, detail::direct_body body) {
  std::exception_ptr error;
  try {
    co_await scope->enter(co_await asio::this_coro::executor);
    co_await body(scope->cell());
  } catch (...) {
    error = std::current_exception();
  }
  bool const before = co_await asio::this_coro::throw_if_cancelled();
  co_await asio::this_coro::throw_if_cancelled(false);
  co_await scope->leave(error);
  co_await asio::this_coro::throw_if_cancelled(before);
}

}  // namespace

direct_session::direct_session(keeper_ptr keeper) : keeper_(std::move(keeper)) {}

awaitable<void> direct_session::charge(ampere current, std::optional<volt> up_to) {
  return ordered(keeper_, keeper_->points().drive(charge_mode::charge, current, up_to));
}
awaitable<void> direct_session::discharge(ampere current, std::optional<volt> down_to) {
  return ordered(keeper_, keeper_->points().drive(charge_mode::discharge, current, down_to));
}
awaitable<void> direct_session::rest() { return ordered(keeper_, keeper_->points().rest()); }
awaitable<void> direct_session::constant_voltage(volt voltage, ampere most) {
  return ordered(keeper_, keeper_->points().constant_voltage(voltage, most));
}
awaitable<void> direct_session::charge_power(watt power) {
  return ordered(keeper_, keeper_->points().drive(charge_mode::charge, power));
}
awaitable<void> direct_session::discharge_power(watt power) {
  return ordered(keeper_, keeper_->points().drive(charge_mode::discharge, power));
}
awaitable<void> direct_session::discharge_resistance(ohm resistance) {
  return ordered(keeper_, keeper_->points().discharge_resistance(resistance));
}
awaitable<void> direct_session::apply(ampere set_point) {
  return ordered(keeper_, keeper_->points().current(set_point));
}
awaitable<void> direct_session::bring_to_rest() {
  return at_keeper(keeper_, keeper_->order(direct_keeper::kind::rest));
}
awaitable<void> direct_session::hold_for(sockio::duration time) {
  return at_keeper(keeper_, keeper_->order(direct_keeper::kind::hold, {}, time));
}
awaitable<void> direct_session::alive() { return hold_for({}); }
awaitable<reading> direct_session::read() { return read_alive(keeper_); }
std::string direct_session::name() const { return keeper_->name(); }

namespace detail {

direct_scope::direct_scope(std::shared_ptr<maccor::session> core, channel_number channel,
                           direct_limits const& limits, direct_options const& options)
    : keeper_(std::make_shared<direct_keeper>(std::move(core), channel, limits, options)),
      session_(keeper_) {}

direct_scope::~direct_scope() {
  if (entered_ && !left_) keeper_->abandon();
}

awaitable<void> direct_scope::enter(asio::any_io_executor executor) {
  keeper_->start(executor);
  entered_ = true;
  co_await at_keeper(keeper_, keeper_->order(direct_keeper::kind::entry));
}

awaitable<void> direct_scope::leave(std::exception_ptr error) {
  left_ = true;
  if (entered_) co_await cyclers::detail::shielded(keeper_->place(), keeper_->leave(error));
  if (error) std::rethrow_exception(error);
}

awaitable<void> direct_control(std::shared_ptr<maccor::session> core, channel_number channel,
                               direct_limits limits, direct_options options, direct_body body) {
  return controlled(std::make_unique<direct_scope>(std::move(core), channel, limits, options),
                    std::move(body));
}

}  // namespace detail
}  // namespace cyclers::maccor
