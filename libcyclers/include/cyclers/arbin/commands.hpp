#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cyclers/arbin/messages/schedule.hpp"
#include "cyclers/arbin/messages/start_data.hpp"
#include "cyclers/arbin/messages/variables.hpp"
#include "cyclers/arbin/outcomes.hpp"
#include "cyclers/arbin/plans.hpp"
#include "cyclers/arbin/session.hpp"

/// Makes channels act. None of it is ever sent twice.
namespace cyclers::arbin::detail {

/// Throws when a feedback is about another channel than was asked, which closes the connection, or
/// when the cycler refused.
void expect_done(session const& from, question const& what, std::optional<channel_number> asked,
                 answer const& got);

/// Throws when the cycler refused a command that is about no channel.
void expect_done(session const& from, question const& what, boost::system::error_code result);

/// Gives a command to one channel, and returns its documented result: a success.
template <class C>
awaitable<decltype(C::reply::result)> command_to(std::shared_ptr<session> core,
                                                 result<question> what, channel_number channel) {
  question const asked = std::move(what).value();
  auto const reply = take<C>(co_await core->perform(asked));
  expect_done(*core, asked, channel, {reply.channel, make_error_code(reply.result)});
  co_return reply.result;
}

/// Gives a command that is about no channel, and returns its feedback.
template <class C>
awaitable<typename C::reply> command_of_cycler(std::shared_ptr<session> core,
                                               typename C::request body) {
  auto const what = ask_of<C>(std::move(body));
  auto reply = take<C>(co_await core->perform(what));
  expect_done(*core, what, make_error_code(reply.result));
  co_return reply;
}

awaitable<start_result> start(std::shared_ptr<session> core, channel_number channel,
                              std::string_view test_name);
awaitable<outcomes> start_many(std::shared_ptr<session> core, std::vector<int> channels,
                               std::string_view test_name);
awaitable<start_result> start_ex(std::shared_ptr<session> core, channel_number channel,
                                 start_ex_plan const& plan);
awaitable<outcomes> start_ex_many(std::shared_ptr<session> core,
                                  std::map<int, start_ex_plan> const& plans);
awaitable<resume_result> resume_ex(std::shared_ptr<session> core, channel_number channel,
                                   resume_ex_plan const& plan);
awaitable<outcomes> resume_ex_many(std::shared_ptr<session> core,
                                   std::map<int, resume_ex_plan> const& plans);
awaitable<assign_result> assign(std::shared_ptr<session> core, channel_number channel,
                                std::string_view schedule, assign_plan const& plan);
awaitable<outcomes> assign_all(std::shared_ptr<session> core, std::string_view schedule,
                               assign_plan const& plan);
awaitable<stop_result> stop(std::shared_ptr<session> core, channel_number channel);
awaitable<outcomes> stop_all(std::shared_ptr<session> core);
awaitable<resume_result> resume(std::shared_ptr<session> core, channel_number channel);
awaitable<outcomes> resume_all(std::shared_ptr<session> core);
awaitable<continue_result> continue_test(std::shared_ptr<session> core, channel_number channel);
awaitable<outcomes> continue_many(std::shared_ptr<session> core, std::vector<int> channels);
awaitable<jump_result> jump(std::shared_ptr<session> core, channel_number channel, int step);
awaitable<variable_result> set_variable(std::shared_ptr<session> core, channel_number channel,
                                        variable value);
awaitable<variable_result> set_variables(std::shared_ptr<session> core,
                                         std::vector<channel_variable> values);
awaitable<std::map<int, messages::start_record>> start_data(std::shared_ptr<session> core,
                                                            std::vector<int> channels);
awaitable<std::map<int, messages::resume_record>> resume_data(std::shared_ptr<session> core,
                                                              std::vector<int> channels);

/// Takes the only record out of those of one channel.
template <class Record>
awaitable<Record> only(awaitable<std::map<int, Record>> records) {
  auto all = co_await std::move(records);
  co_return std::move(all.begin()->second);
}

}  // namespace cyclers::arbin::detail
