#include "maccor/at_rest.hpp"

#include <fmt/format.h>

#include <cmath>

#include "cyclers/error.hpp"
#include "cyclers/maccor/messages.hpp"
#include "cyclers/maccor/readings.hpp"

namespace cyclers::maccor::detail {

namespace {

/// Asks in one form, and without a reply in the other.
template <class F>
awaitable<result<typename F::reply>> ask_either_way(std::shared_ptr<session> core,
                                                    channel_number channel, form first) {
  form const other = first == form::json ? form::binary : form::json;
  auto reply = co_await sockio::as_result(ask<F>(core, address::of(channel), {}, first));
  if (!reply && core->has(first) && core->has(other))
    reply = co_await sockio::as_result(ask<F>(core, address::of(channel), {}, other));
  co_return reply;
}

}  // namespace

bool is_at_rest(messages::full_status::reply const& status, ampere most) {
  auto const what = activity_of(status.status);
  // A channel that the tester cannot reach shows nothing that could be relied on.
  bool const known = what != activity::unavailable;
  return known && without_current(what) && std::abs(status.current) <= most.value;
}

std::string what_it_shows(messages::full_status::reply const& status) {
  return fmt::format("the tester shows '{}' with {} A", status_text(status.status),
                     std::abs(status.current));
}

awaitable<bool> rest_maker::is_shown(std::string& story) const {
  auto const status = co_await ask_either_way<messages::full_status>(core_, channel_, first_);
  if (status && is_at_rest(*status, most_)) co_return true;
  story = status ? what_it_shows(*status) : status.error().what();
  co_return false;
}

awaitable<bool> rest_maker::by_suspending(std::string& story) const {
  auto const suspended = co_await ask_either_way<messages::suspend>(core_, channel_, first_);
  // Without an answer a set point may still be under way, and come after what a status shows.
  if (!suspended && suspended.error().code().category() != rpc_category()) {
    story = suspended.error().what();
    co_return false;
  }
  co_return co_await is_shown(story);
}

awaitable<void> rest_maker::insist(attempt try_it, sockio::duration within, time_source const& time,
                                   alarm& bell) const {
  auto const story =
      co_await cyclers::detail::insist_on_rest(std::move(try_it), within, time, bell);
  if (!story) co_return;
  throw core_->told(
      {make_error_code(errc::rest_not_verified),
       cyclers::detail::not_at_rest(within, *story, core_->endpoint(), channel_.value())},
      fmt::format("rest of channel {}", channel_.value()));
}

}  // namespace cyclers::maccor::detail
