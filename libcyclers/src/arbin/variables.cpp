#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "arbin/refused.hpp"
#include "arbin/values.hpp"
#include "arbin/variable_pace.hpp"
#include "cyclers/arbin/commands.hpp"

namespace cyclers::arbin::detail {

namespace {

/// Returns a value as a Single; nothing when none is near it.
std::optional<float> single(double value) {
  bool const fits = std::abs(value) <= double{std::numeric_limits<float>::max()};
  return fits ? std::optional(static_cast<float>(value)) : std::nullopt;
}

std::string no_single(std::string_view what, double value) {
  return fmt::format("{} of {} is no number that a Single can hold", what, value);
}

result<messages::variable_value> value_on_the_wire(session const& from, std::string_view name,
                                                   channel_variable const& one) {
  auto const channel = channel_number::from_wire(std::int64_t{one.channel} - 1);
  if (!channel) return bad_value(from, name, fmt::format("{} is no channel", one.channel));
  auto const code = messages::meta_variable_of(one.number);
  if (!code)
    return bad_value(from, name,
                     fmt::format("there is no MV_UD{}: they are MV_UD1 to MV_UD16", one.number));
  auto const value = single(one.value);
  if (!value)
    return bad_value(from, name, no_single(fmt::format("MV_UD{}", one.number), one.value));
  return messages::variable_value{channel->wire(), *code, *value};
}

/// Asks while the channels may be set.
awaitable<message> paced(std::shared_ptr<session> core, question what,
                         variable_pace::channel_list channels) {
  co_await core->pace().enter(channels);
  struct leaving {
    variable_pace& from;
    variable_pace::channel_list const& channels;
    ~leaving() { from.leave(channels); }
  } const at_end{core->pace(), channels};
  co_return co_await core->perform(std::move(what));
}

awaitable<variable_result> variable_set(std::shared_ptr<session> core, channel_number channel,
                                        variable value) {
  using messages::set_variable;
  set_variable::request body;
  auto const name = fmt::format("{} of {}", command_of<set_variable>().text(), spoken(channel));
  auto const one =
      value_on_the_wire(*core, name, {channel.value(), value.number, value.value}).value();
  body.channel = one.channel;
  body.code = static_cast<std::int32_t>(one.code);
  body.value = one.value;
  auto const what = ask_of<set_variable>(body, spoken(channel));
  variable_pace::channel_list const only(1, one.channel);
  auto const reply = take<set_variable>(co_await paced(core, what, only));
  expect_done(*core, what, channel, {reply.channel, make_error_code(reply.result)});
  co_return reply.result;
}

/// Throws when a feedback names a channel none of whose variables was set.
void expect_one_of(session const& from, question const& what, std::int32_t got,
                   variable_pace::channel_list const& asked) {
  bool known = got == -1;
  for (auto const each : asked) known = known || got == each;
  if (!known)
    throw from.rejected(what, {errc::wrong_channel,
                               {.problem = fmt::format("m_dwIvChannelGlobalIndex: is {}, which "
                                                       "was not asked",
                                                       got)}});
}

awaitable<variable_result> variables_set(std::shared_ptr<session> core,
                                         std::vector<channel_variable> values) {
  using messages::set_variables;
  std::string const name = command_of<set_variables>().text();
  if (values.empty()) throw bad_value(*core, name, "no variable is named");
  if (values.size() > set_variables::most_values)
    throw bad_value(*core, name,
                    fmt::format("{} values are more than the {} that fit one message",
                                values.size(), set_variables::most_values));
  set_variables::request body;
  variable_pace::channel_list channels;
  for (channel_variable const& each : values) {
    body.values.push_back(value_on_the_wire(*core, name, each).value());
    auto const channel = body.values.back().channel;
    if (std::find(channels.begin(), channels.end(), channel) == channels.end())
      channels.push_back(channel);
  }
  std::vector<channel_number> numbers;
  for (auto const each : channels) numbers.push_back(*channel_number::from_wire(each));
  auto const what = ask_of<set_variables>(std::move(body), spoken(numbers));
  auto const reply = take<set_variables>(co_await paced(core, what, channels));
  expect_one_of(*core, what, reply.channel, channels);
  expect_done(*core, what, make_error_code(reply.result));
  co_return reply.result;
}

}  // namespace

result<question> assign_question(session const& from, std::optional<channel_number> channel,
                                 std::string_view schedule, assign_plan const& plan) {
  messages::assign_schedule::request body;
  body.channel = channel ? channel->wire() : 0;
  body.all = channel ? 0 : 1;
  body.schedule = schedule;
  body.barcode = plan.barcode;
  auto const name = command_of<messages::assign_schedule>().text();
  auto const capacity = single(plan.capacity);
  if (!capacity) return bad_value(from, name, no_single("a capacity", plan.capacity));
  body.capacity = *capacity;
  for (std::size_t i = 0; i < plan.variables.size(); ++i) {
    auto const value = single(plan.variables[i]);
    if (!value)
      return bad_value(from, name, no_single(fmt::format("MV_UD{}", i + 1), plan.variables[i]));
    body.variables[i] = *value;
  }
  return ask_of<messages::assign_schedule>(std::move(body),
                                           channel ? spoken(*channel) : "all channels");
}

awaitable<variable_result> set_variable(std::shared_ptr<session> core, channel_number channel,
                                        variable value) {
  return variable_set(std::move(core), channel, value);
}

awaitable<variable_result> set_variables(std::shared_ptr<session> core,
                                         std::vector<channel_variable> values) {
  return variables_set(std::move(core), std::move(values));
}

}  // namespace cyclers::arbin::detail
