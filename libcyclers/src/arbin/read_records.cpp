#include <fmt/format.h>

#include "arbin/refused.hpp"
#include "cyclers/arbin/readings.hpp"

namespace cyclers::arbin::detail {

namespace {

using messages::channel_record;
using messages::channels_info;

std::string_view words(channel_selection which) {
  if (which == channel_selection::running) return "the running channels";
  return which == channel_selection::unsafe ? "the unsafe channels" : "all channels";
}

question records_question(channel_selection which, record_parts parts) {
  namespace wants = messages::wants;
  channels_info::request body;
  body.selection = which;
  body.wanted =
      (parts.aux ? wants::aux : 0) | (parts.can ? wants::can : 0) | (parts.smb ? wants::smb : 0);
  return ask_of<channels_info>(body, std::string(words(which)));
}

question record_question(channel_number channel, record_parts parts) {
  auto what = records_question(channel_selection::all, parts);
  static_cast<channels_info::request*>(what.body.data())->only_channel =
      static_cast<std::int16_t>(channel.wire());
  what.about = spoken(channel);
  return what;
}

/// Throws when a record is about no channel.
void expect_channels(session const& from, question const& what, channel_records const& all) {
  for (channel_record const& each : all.all())
    if (!channel_number::from_wire(each.channel))
      throw from.rejected(
          what,
          {errc::wrong_channel,
           {.problem = fmt::format("ChannelIndex: is {}, which is no channel", each.channel)}});
}

/// Asks for records; a cycler that sends fewer than it is waited for has sent what it has.
awaitable<channel_records> asked_records(std::shared_ptr<session> core, question what,
                                         sockio::frame until) {
  auto const got = co_await core->gather(what, until);
  bool const ended = got.trouble.code() == sockio::errc::timed_out && !got.cut;
  if (!got.complete() && !ended) throw got.trouble;
  auto all = arbin::read_records(got.bytes);
  if (!all) throw core->rejected(what, all.error(), got.bytes);
  expect_channels(*core, what, *all);
  std::string_view first = got.bytes;
  take_message(first, direction::feedback, core->options().longest_message);
  if (all->size() > 1 && core->packing != packing::fewer)
    core->packing = !first.empty() ? packing::one_by_one
                    : ended        ? packing::fewer
                                   : packing::together;
  co_return std::move(*all);
}

bool is_of(channel_selection which, channel_record const& record) {
  using enum activity;
  auto const what = activity_of(record.status);
  if (which == channel_selection::unsafe) return record.status == channel_status::unsafe;
  return what == charging || what == discharging || what == resting || what == running;
}

channel_records picked(channel_records const& all, channel_selection which) {
  std::vector<channel_record> some;
  for (auto const& each : all.all())
    if (is_of(which, each)) some.push_back(each);
  return channel_records(std::move(some));
}

awaitable<channel_record> one_record(std::shared_ptr<session> core, channel_number channel,
                                     record_parts parts) {
  auto const what = record_question(channel, parts);
  auto reply = take<channels_info>(co_await core->perform(what));
  if (reply.channels.empty())
    throw core->told({sockio::errc::refused, {.problem = "the cycler has no such channel"}},
                     what.text());
  bool const only = reply.channels.size() == 1 && reply.channels[0].channel == channel.wire();
  if (!only)
    throw core->rejected(what,
                         {errc::wrong_channel,
                          {.problem = fmt::format("ChannelIndex: is {}, {} was asked",
                                                  reply.channels[0].channel, channel.wire())}});
  co_return std::move(reply.channels[0]);
}

}  // namespace

awaitable<channel_records> read_records(std::shared_ptr<session> core, record_parts parts) {
  int const count = co_await core->channels();
  auto const limit = core->options().longest_message;
  auto const what = records_question(channel_selection::all, parts);
  auto const until = core->packing == packing::fewer
                         ? feedback_frame(1, limit)
                         : records_frame(static_cast<std::size_t>(count), limit);
  auto all = co_await asked_records(core, what, until);
  all.look_for(count);
  bool const is_other = all.missing().empty() || all.size() < 2;
  if (core->packing == packing::fewer && is_other) core->packing = packing::unknown;
  co_return all;
}

awaitable<channel_records> read_records(std::shared_ptr<session> core, channel_selection which,
                                        record_parts parts) {
  if (which == channel_selection::all) co_return co_await read_records(core, parts);
  // How many messages there will be nobody says; those of all channels show how this cycler does.
  if (core->packing == packing::unknown) co_await read_records(core, record_parts());
  if (core->packing == packing::one_by_one)
    co_return picked(co_await read_records(core, parts), which);
  auto const what = records_question(which, parts);
  co_return co_await asked_records(core, what, feedback_frame(1, core->options().longest_message));
}

awaitable<channel_report> read_report(std::shared_ptr<session> core, channel_number channel,
                                      record_parts parts) {
  channel_report one;
  one.raw = co_await one_record(core, channel, parts);
  one.reading = reading_of(core->endpoint(), one.raw);
  co_return one;
}

awaitable<reading> read_channel(std::shared_ptr<session> core, channel_number channel,
                                record_parts parts) {
  auto const record = co_await one_record(core, channel, parts);
  co_return reading_of(core->endpoint(), record);
}

awaitable<std::map<int, result<reading>>> read_cycler(std::shared_ptr<session> core,
                                                      record_parts parts) {
  auto const records = co_await read_records(core, parts);
  std::map<int, result<reading>> all;
  for (channel_record const& each : records.all())
    all.emplace_hint(all.end(), static_cast<int>(each.channel) + 1,
                     reading_of(core->endpoint(), each));
  for (int const each : records.missing())
    all.emplace(
        each,
        core->told({errc::wrong_count, {.problem = "the cycler sent no record of it"}},
                   fmt::format("{} of channel {}", command_of<channels_info>().text(), each)));
  co_return all;
}

awaitable<std::vector<reading>> readings(std::shared_ptr<session> core, record_parts parts) {
  auto all = co_await read_cycler(std::move(core), parts);
  std::vector<reading> good;
  good.reserve(all.size());
  for (auto& [channel, one] : all) good.push_back(std::move(one).value());
  co_return good;
}

}  // namespace cyclers::arbin::detail
