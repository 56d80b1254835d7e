#include "cyclers/arbin/commands.hpp"

#include <fmt/format.h>

#include "arbin/each_channel.hpp"
#include "arbin/refused.hpp"
#include "arbin/values.hpp"

namespace cyclers::arbin::detail {

void expect_done(session const& from, question const& what, std::optional<channel_number> asked,
                 answer const& got) {
  // Some feedbacks of a success name no channel.
  if (asked && got.channel != -1 && got.channel != asked->wire())
    throw from.rejected(
        what, {errc::wrong_channel,
               {.problem = fmt::format("dwIvChannelGlobalIndex: is {}, {} was asked", got.channel,
                                       asked->wire())}});
  expect_done(from, what, got.result);
}

void expect_done(session const& from, question const& what, boost::system::error_code result) {
  if (result.failed()) throw refusal(from, what.text(), result);
}

namespace {

std::vector<std::uint16_t> on_the_wire(std::vector<channel_number> const& channels) {
  std::vector<std::uint16_t> all;
  for (channel_number const each : channels) all.push_back(each.wire());
  return all;
}

/// Makes the question that starts channels; both commands have the same fields.
template <class C>
question start_question(std::string test_name, std::vector<channel_number> const& channels) {
  typename C::request body;
  body.test_name = std::move(test_name);
  body.channels = on_the_wire(channels);
  return ask_of<C>(std::move(body), spoken(channels));
}

awaitable<start_result> started(std::shared_ptr<session> core, channel_number channel,
                                std::string name) {
  using messages::start;
  using messages::start_long;
  std::vector<channel_number> const one(1, channel);
  if (co_await core->has_long_names())
    co_return co_await command_to<start_long>(core, start_question<start_long>(name, one), channel);
  co_return co_await command_to<start>(core, start_question<start>(name, one), channel);
}

awaitable<outcomes> started_many(std::shared_ptr<session> core, std::vector<int> numbers,
                                 std::string name) {
  using messages::start;
  using messages::start_long;
  auto const channels = channels_of(*core, command_of<start>().text(), numbers).value();
  if (co_await core->has_long_names())
    co_return co_await command_to_each<start_long>(core, start_question<start_long>(name, channels),
                                                   channels);
  co_return co_await command_to_each<start>(core, start_question<start>(name, channels), channels);
}

awaitable<outcomes> continued_many(std::shared_ptr<session> core, std::vector<int> numbers) {
  using what = messages::continue_test;
  auto const channels = channels_of(*core, command_of<what>().text(), numbers).value();
  what::request body;
  body.channels = on_the_wire(channels);
  auto asked = ask_of<what>(std::move(body), spoken(channels));
  co_return co_await command_to_each<what>(core, std::move(asked), channels);
}

/// Gives a command to all channels of the cycler.
template <class C>
awaitable<outcomes> command_to_all(std::shared_ptr<session> core, result<question> what) {
  question asked = std::move(what).value();
  std::vector<channel_number> all;
  int const count = co_await core->channels();
  for (int i = 1; i <= count; ++i) all.emplace_back(i);
  if (all.empty()) throw bad_value(*core, asked.text(), "the cycler has no channels");
  co_return co_await command_to_each<C>(core, std::move(asked), std::move(all));
}

/// Gives a command with a record for each channel.
template <class C, class Record>
awaitable<outcomes> command_of_records(std::shared_ptr<session> core, std::vector<int> numbers,
                                       std::vector<Record> records) {
  auto const channels = channels_of(*core, command_of<C>().text(), numbers).value();
  for (std::size_t i = 0; i < records.size(); ++i) records[i].channel = channels[i].wire();
  typename C::request body;
  body.channels = std::move(records);
  auto asked = ask_of<C>(std::move(body), spoken(channels));
  co_return co_await command_to_each<C>(core, std::move(asked), channels);
}

messages::start_ex_record record_of(start_ex_plan const& plan) {
  messages::start_ex_record record;
  record.test_name = plan.test_name;
  record.schedule = plan.schedule;
  record.creator = plan.creator;
  record.comment = plan.comment;
  record.step = plan.step;
  return record;
}

messages::resume_ex_record record_of(resume_ex_plan const& plan) {
  messages::resume_ex_record record;
  record.test_name = plan.test_name;
  record.schedule = plan.schedule;
  record.step = plan.step;
  record.resume_data = plan.state;
  return record;
}

/// Makes the question of one channel that is given a record.
template <class C, class Plan>
question record_question(channel_number channel, Plan const& plan) {
  typename C::request body;
  body.channels.push_back(record_of(plan));
  body.channels.front().channel = channel.wire();
  return ask_of<C>(std::move(body), spoken(channel));
}

/// Gives a command with a record for each channel of some plans.
template <class C, class Plan>
awaitable<outcomes> command_of_plans(std::shared_ptr<session> core,
                                     std::map<int, Plan> const& plans) {
  std::vector<int> channels;
  std::vector<decltype(record_of(Plan()))> records;
  for (auto const& [channel, plan] : plans) {
    channels.push_back(channel);
    records.push_back(record_of(plan));
  }
  return command_of_records<C>(std::move(core), std::move(channels), std::move(records));
}

/// Makes the question that stops or resumes one channel.
template <class C>
question plain_question(channel_number channel) {
  typename C::request body;
  body.channel = channel.wire();
  return ask_of<C>(body, spoken(channel));
}
/// Makes the question that stops or resumes all channels.
template <class C>
question plain_question_of_all() {
  typename C::request body;
  body.all = 1;
  return ask_of<C>(body, "all channels");
}

result<question> jump_question(session const& from, channel_number channel, int step) {
  messages::jump::request body;
  body.step = step - 1;
  body.channel = channel.wire();
  auto what = ask_of<messages::jump>(body, spoken(channel));
  if (step < 1)
    return bad_value(from, what.text(), fmt::format("{} is no step: they count from 1", step));
  return what;
}

/// Reads one record for each channel.
template <class C, class Record>
awaitable<std::map<int, Record>> records_of(std::shared_ptr<session> core,
                                            std::vector<int> numbers) {
  auto const channels = channels_of(*core, command_of<C>().text(), numbers).value();
  messages::channel_list body;
  body.channels = on_the_wire(channels);
  auto const what = ask_of<C>(std::move(body), spoken(channels));
  auto reply = take<C>(co_await core->perform(what));
  std::map<int, Record> all;
  for (Record& each : reply.channels)
    all.emplace(static_cast<int>(each.channel) + 1, std::move(each));
  for (channel_number const each : channels) {
    if (all.contains(each.value())) continue;
    throw core->rejected(
        what,
        {errc::wrong_channel, {.problem = fmt::format("there is nothing about {}", spoken(each))}});
  }
  if (all.size() != channels.size())
    throw core->rejected(
        what, {errc::wrong_channel, {.problem = "there are channels that were not asked"}});
  co_return all;
}

}  // namespace

awaitable<start_result> start(std::shared_ptr<session> core, channel_number channel,
                              std::string_view test_name) {
  return started(std::move(core), channel, std::string(test_name));
}

awaitable<outcomes> start_many(std::shared_ptr<session> core, std::vector<int> channels,
                               std::string_view test_name) {
  return started_many(std::move(core), std::move(channels), std::string(test_name));
}

awaitable<start_result> start_ex(std::shared_ptr<session> core, channel_number channel,
                                 start_ex_plan const& plan) {
  using what = messages::start_ex;
  return command_to<what>(std::move(core), record_question<what>(channel, plan), channel);
}

awaitable<outcomes> start_ex_many(std::shared_ptr<session> core,
                                  std::map<int, start_ex_plan> const& plans) {
  return command_of_plans<messages::start_ex>(std::move(core), plans);
}

awaitable<resume_result> resume_ex(std::shared_ptr<session> core, channel_number channel,
                                   resume_ex_plan const& plan) {
  using what = messages::resume_ex;
  return command_to<what>(std::move(core), record_question<what>(channel, plan), channel);
}

awaitable<outcomes> resume_ex_many(std::shared_ptr<session> core,
                                   std::map<int, resume_ex_plan> const& plans) {
  return command_of_plans<messages::resume_ex>(std::move(core), plans);
}

awaitable<assign_result> assign(std::shared_ptr<session> core, channel_number channel,
                                std::string_view schedule, assign_plan const& plan) {
  auto what = assign_question(*core, channel, schedule, plan);
  return command_to<messages::assign_schedule>(std::move(core), std::move(what), channel);
}

awaitable<outcomes> assign_all(std::shared_ptr<session> core, std::string_view schedule,
                               assign_plan const& plan) {
  auto what = assign_question(*core, std::nullopt, schedule, plan);
  return command_to_all<messages::assign_schedule>(std::move(core), std::move(what));
}

awaitable<stop_result> stop(std::shared_ptr<session> core, channel_number channel) {
  using what = messages::stop;
  return command_to<what>(std::move(core), plain_question<what>(channel), channel);
}

awaitable<outcomes> stop_all(std::shared_ptr<session> core) {
  using what = messages::stop;
  return command_to_all<what>(std::move(core), plain_question_of_all<what>());
}

awaitable<resume_result> resume(std::shared_ptr<session> core, channel_number channel) {
  using what = messages::resume;
  return command_to<what>(std::move(core), plain_question<what>(channel), channel);
}

awaitable<outcomes> resume_all(std::shared_ptr<session> core) {
  using what = messages::resume;
  return command_to_all<what>(std::move(core), plain_question_of_all<what>());
}

awaitable<continue_result> continue_test(std::shared_ptr<session> core, channel_number channel) {
  using what = messages::continue_test;
  what::request body;
  body.channels.push_back(channel.wire());
  return command_to<what>(std::move(core), ask_of<what>(std::move(body), spoken(channel)), channel);
}

awaitable<outcomes> continue_many(std::shared_ptr<session> core, std::vector<int> channels) {
  return continued_many(std::move(core), std::move(channels));
}

awaitable<jump_result> jump(std::shared_ptr<session> core, channel_number channel, int step) {
  auto what = jump_question(*core, channel, step);
  return command_to<messages::jump>(std::move(core), std::move(what), channel);
}

awaitable<std::map<int, messages::start_record>> start_data(std::shared_ptr<session> core,
                                                            std::vector<int> channels) {
  return records_of<messages::get_start_data, messages::start_record>(std::move(core),
                                                                      std::move(channels));
}

awaitable<std::map<int, messages::resume_record>> resume_data(std::shared_ptr<session> core,
                                                              std::vector<int> channels) {
  return records_of<messages::get_resume_data, messages::resume_record>(std::move(core),
                                                                        std::move(channels));
}

}  // namespace cyclers::arbin::detail
