#include "cyclers/maccor/channel.hpp"

#include "cyclers/maccor/lists.hpp"
#include "cyclers/maccor/messages.hpp"

namespace cyclers::maccor::detail {

awaitable<channel_report> status(std::shared_ptr<session> core, int channel) {
  channel_report one;
  one.raw = co_await ask<messages::full_status>(core, address::of(channel_number(channel)));
  one.reading = reading_of(*core, channel, one.raw);
  co_return one;
}

awaitable<std::vector<aux_input>> aux(std::shared_ptr<session> core, address to) {
  std::vector<question> both;
  both.push_back(ask_of<messages::aux_values>(to));
  both.push_back(ask_of<messages::aux_units>(to));
  auto replies = co_await core->perform_all(std::move(both));
  auto const values = take<messages::aux_values>(std::move(replies[0]).value());
  auto const units = take<messages::aux_units>(std::move(replies[1]).value());
  co_return aux_inputs(values, units);
}

awaitable<messages::long_names::reply> long_names(std::shared_ptr<session> core, address to) {
  if (core->has(form::binary)) co_return co_await ask<messages::long_names>(core, to);
  auto names = co_await ask<messages::names>(core, to);
  messages::long_names::reply all;
  all.test_name = std::move(names.test_name);
  all.comment = std::move(names.comment);
  all.procedure = std::move(names.procedure);
  all.description = std::move(names.description);
  co_return all;
}

awaitable<messages::channel_limits> specification(std::shared_ptr<session> core, address to) {
  to.len = 1;
  auto const what = ask_of<messages::channel_specification>(to);
  auto const reply = take<messages::channel_specification>(co_await core->perform(what));
  expect_count(*core, what, reply.channels.size());
  co_return reply.channels.front();
}

}  // namespace cyclers::maccor::detail
