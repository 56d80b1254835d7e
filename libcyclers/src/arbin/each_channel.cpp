#include "arbin/each_channel.hpp"

#include <fmt/format.h>

#include "arbin/refused.hpp"

namespace cyclers::arbin::detail {

namespace {

std::string name_of(question const& what, int channel) {
  return fmt::format("{} of channel {}", what.body.what().text(), channel);
}

/// Tells that it is not known whether a command was carried out on a channel.
sockio::failure not_known(session const& from, std::string_view name, sockio::failure const& why) {
  auto story = why.story();
  story.problem += "; nobody knows whether it was done here";
  story.advice = "read the status of the channel";
  return from.told({why.code(), std::move(story)}, name);
}

sockio::failure why_open(session const& from, question const& what, feedbacks const& got,
                         sorted_answers const& sorted) {
  if (sorted.trouble.code()) return from.rejected(what, sorted.trouble, got.bytes);
  if (!got.complete()) return got.trouble;
  return from.told({errc::wrong_channel, {.problem = "the feedbacks name no channel"}},
                   what.text());
}

/// Says why there are channels without a feedback of their own, and what those without a channel
/// say.
sockio::failure trouble_of(session const& from, question const& what, feedbacks const& got,
                           sorted_answers const& sorted) {
  auto const why = why_open(from, what, got, sorted);
  auto story = why.story();
  for (auto const& each : sorted.unnamed)
    story.problem += fmt::format("; a feedback that names no channel says '{}'", each.message());
  return {why.code(), std::move(story)};
}

}  // namespace

awaitable<outcomes> command_to_each(std::shared_ptr<session> core, question what,
                                    std::vector<channel_number> asked, answer_reader read) {
  auto const got =
      co_await core->gather(what, feedback_frame(asked.size(), core->options().longest_message));
  auto const sorted = sort_answers(got.bytes, asked, read);
  outcomes all;
  for (auto const& [channel, code] : sorted.known) {
    result<void> one;
    if (code.failed()) one = refusal(*core, name_of(what, channel), code);
    all.emplace(channel, std::move(one));
  }
  if (sorted.open.empty() && !sorted.trouble.code()) co_return all;
  auto const trouble = trouble_of(*core, what, got, sorted);
  if (all.empty()) throw trouble;
  for (int const channel : sorted.open)
    all.emplace(channel, not_known(*core, name_of(what, channel), trouble));
  co_return all;
}

}  // namespace cyclers::arbin::detail
