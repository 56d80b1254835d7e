#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cyclers/maccor/limits.hpp"
#include "cyclers/maccor/messages/command.hpp"
#include "cyclers/maccor/refusal.hpp"
#include "cyclers/maccor/session.hpp"
#include "cyclers/maccor/start_plan.hpp"

/// Makes channels act. None of it is ever sent twice.
namespace cyclers::maccor::detail {

sockio::failure refusal(session const& from, function const& what, address to,
                        boost::system::error_code why, std::string_view text,
                        std::string advice = {});

/// Throws when a command was refused.
template <class F, class E>
void expect_ok(session const& from, address to, outcome<E> const& result) {
  if (!result.ok())
    throw refusal(from, function_of<F>(), to, make_error_code(result.code), result.text());
}

template <class F>
awaitable<void> run_command(std::shared_ptr<session> core, question what) {
  address const to = what.to;
  auto const reply = take<F>(co_await core->perform(std::move(what)));
  expect_ok<F>(*core, to, reply.result);
}

/// Gives a command that answers how it ended.
template <class F>
awaitable<void> command(std::shared_ptr<session> core, address to, typename F::request body = {}) {
  return run_command<F>(std::move(core), ask_of<F>(to, std::move(body)));
}

awaitable<void> start(std::shared_ptr<session> core, address to, start_plan const& plan);
awaitable<void> check_start(std::shared_ptr<session> core, address to, start_plan const& plan);
awaitable<void> advanced_start(std::shared_ptr<session> core, address to, start_plan const& start,
                               advanced_plan const& plan);
awaitable<safety_limits> set_safety(std::shared_ptr<session> core, address to,
                                    safety_limits limits);
awaitable<void> set_variable(std::shared_ptr<session> core, address to, int number, double value);
awaitable<void> select(std::shared_ptr<session> core, std::vector<int> channels);
awaitable<std::uint32_t> set_global_flags(std::shared_ptr<session> core, std::uint32_t flags);

}  // namespace cyclers::maccor::detail
