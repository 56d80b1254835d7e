#include "cyclers/maccor/commands.hpp"

#include <fmt/format.h>

#include <cmath>

#include "cyclers/maccor/messages.hpp"

namespace cyclers::maccor::detail {

namespace {

awaitable<std::string> check_messages(std::shared_ptr<session> core, address to) {
  std::string all;
  // The tester says when there is nothing left; one that never does must not keep us.
  for (int i = 0; i < 100; ++i) {
    auto const reply = co_await ask<messages::check_message>(core, to);
    if (reply.message.empty()) break;
    all += (all.empty() ? "" : "; ") + reply.message;
  }
  co_return all;
}

awaitable<void> checked(std::shared_ptr<session> core, question what) {
  using messages::check_start;
  address const to = what.to;
  auto const reply = take<check_start>(co_await core->perform(std::move(what)));
  if (reply.result.ok()) co_return;
  std::string details;
  bool const has_details = reply.result.code == check_result::compile_error &&
                           reply.result.unknown.empty() && core->has(form::binary);
  if (has_details) {
    auto const told = co_await sockio::as_result(check_messages(core, to));
    details = told ? *told : std::string(told.error().what());
  }
  throw refusal(*core, function_of<check_start>(), to, make_error_code(reply.result.code),
                reply.result.text(), std::move(details));
}

awaitable<void> checked_start(std::shared_ptr<session> core, std::optional<question> check,
                              question start) {
  if (check) co_await checked(core, std::move(*check));
  co_await run_command<messages::start>(core, std::move(start));
}

awaitable<safety_limits> verified_safety(std::shared_ptr<session> core, address to,
                                         safety_limits limits) {
  using messages::set_safety;
  auto const fail = [&](sockio::errc code, std::string problem, std::string advice) {
    sockio::context story;
    story.problem = std::move(problem);
    story.advice = std::move(advice);
    return core->told({make_error_code(code), std::move(story)},
                      spoken(function_of<set_safety>(), to));
  };
  if (auto const wrong = nonsense(limits); !wrong.empty())
    throw fail(sockio::errc::bad_value, wrong, "nothing was sent");
  auto const sent = on_the_wire(limits);
  auto const taken = co_await ask<set_safety>(core, to, sent);
  if (auto const other = difference(sent, taken); !other.empty())
    throw fail(sockio::errc::not_verified, "the tester did not take the safety limits: " + other,
               "compare with the channel's specification; limits are not as they should be");
  co_return from_the_wire(taken);
}

awaitable<void> checked_variable(std::shared_ptr<session> core, address to, int number,
                                 double value) {
  bool const fits = std::isfinite(static_cast<float>(value));
  if (number < 1 || number > 15 || !fits) {
    sockio::context story;
    story.problem = fits ? fmt::format("there is no VAR{}: they are VAR1 to VAR15", number)
                         : "the value is no number that a VAR can hold";
    story.advice = "nothing was sent";
    throw core->told({make_error_code(sockio::errc::bad_value), std::move(story)},
                     spoken(function_of<messages::set_variable>(), to));
  }
  messages::set_variable::request body;
  body.number = static_cast<std::uint8_t>(number);
  body.value = static_cast<float>(value);
  co_await command<messages::set_variable>(core, to, body);
}

awaitable<std::uint32_t> flags_set(std::shared_ptr<session> core, std::uint32_t flags) {
  using messages::set_global_flags;
  auto const reply = co_await ask<set_global_flags>(core, address::none(), {flags});
  co_return reply.flags;
}

}  // namespace

sockio::failure refusal(session const& from, function const& what, address to,
                        boost::system::error_code why, std::string_view text, std::string advice) {
  sockio::context story;
  story.problem = "the tester refused: " + (text.empty() ? why.message() : std::string(text));
  story.advice = std::move(advice);
  return from.told({why, std::move(story)}, spoken(what, to));
}

awaitable<void> start(std::shared_ptr<session> core, address to, start_plan const& plan) {
  std::optional<question> check;
  // What can be checked is one channel.
  if (plan.check && to.chan != address::all_selected)
    check = ask_of<messages::check_start>(to, check_request(plan));
  return checked_start(std::move(core), std::move(check),
                       ask_of<messages::start>(to, start_request(plan)));
}

awaitable<void> check_start(std::shared_ptr<session> core, address to, start_plan const& plan) {
  return checked(std::move(core), ask_of<messages::check_start>(to, check_request(plan)));
}

awaitable<void> advanced_start(std::shared_ptr<session> core, address to, start_plan const& start,
                               advanced_plan const& plan) {
  return command<messages::advanced_start>(std::move(core), to, advanced_request(start, plan));
}

awaitable<safety_limits> set_safety(std::shared_ptr<session> core, address to,
                                    safety_limits limits) {
  return verified_safety(std::move(core), to, limits);
}

awaitable<void> set_variable(std::shared_ptr<session> core, address to, int number, double value) {
  return checked_variable(std::move(core), to, number, value);
}

awaitable<void> select(std::shared_ptr<session> core, std::vector<int> channels) {
  messages::select::request body;
  body.channels.emplace();
  for (int const each : channels) body.channels->push_back(channel_number(each).wire());
  return command<messages::select>(std::move(core), address::selected(), std::move(body));
}

awaitable<std::uint32_t> set_global_flags(std::shared_ptr<session> core, std::uint32_t flags) {
  return flags_set(std::move(core), flags);
}

}  // namespace cyclers::maccor::detail
