#include "cyclers/maccor/readings.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cyclers/maccor/lists.hpp"
#include "cyclers/maccor/messages.hpp"

namespace cyclers::maccor::detail {

namespace {

/// Is where the replies about one channel are among those of all.
struct place {
  std::size_t status = 0;
  std::size_t name = 0;
  std::size_t aux = 0;
};

std::vector<place> ask_about(int first, int count, reading_parts parts,
                             std::vector<question>& all) {
  std::vector<place> places;
  for (int i = 0; i < count; ++i) {
    auto const to = address::of(channel_number(first + i));
    place one;
    one.status = all.size();
    all.push_back(ask_of<messages::full_status>(to));
    one.name = all.size();
    if (parts.names) all.push_back(ask_of<messages::names>(to));
    one.aux = all.size();
    if (parts.temperatures) {
      all.push_back(ask_of<messages::aux_values>(to));
      all.push_back(ask_of<messages::aux_units>(to));
    }
    places.push_back(one);
  }
  return places;
}

result<reading> put_together(session const& from, int channel, reading_parts parts,
                             place const& where, std::vector<result<message>> const& replies) {
  auto const& status = replies[where.status];
  if (!status) return status.error();
  reading one = reading_of(from, channel, *status->reply<messages::full_status>());
  if (parts.names) {
    auto const& names = replies[where.name];
    if (!names) return names.error();
    one.test_name = names->reply<messages::names>()->test_name;
  }
  if (!parts.temperatures) return one;
  auto const& values = replies[where.aux];
  auto const& units = replies[where.aux + 1];
  // A channel without auxiliary inputs has no temperature; that is no reason to have no reading.
  if (!values || !units) return one;
  for (aux_input const& each :
       aux_inputs(*values->reply<messages::aux_values>(), *units->reply<messages::aux_units>())) {
    if (each.is_celsius() && !one.temperature) one.temperature = each.value;
  }
  return one;
}

sockio::failure with_count(sockio::failure const& first, std::size_t failed, std::size_t of) {
  if (failed <= 1) return first;
  auto story = first.story();
  story.problem += fmt::format(" (and {} of {} channels more failed)", failed - 1, of);
  return {first.code(), std::move(story)};
}

}  // namespace

awaitable<std::map<int, result<reading>>> read_channels(std::shared_ptr<session> core, int first,
                                                        int count, reading_parts parts) {
  std::vector<question> questions;
  auto const places = ask_about(first, count, parts, questions);
  auto const replies = co_await core->perform_all(std::move(questions));
  std::map<int, result<reading>> all;
  for (int i = 0; i < count; ++i) {
    auto const& where = places[static_cast<std::size_t>(i)];
    all.emplace_hint(all.end(), first + i, put_together(*core, first + i, parts, where, replies));
  }
  co_return all;
}

awaitable<reading> read_channel(std::shared_ptr<session> core, int channel, reading_parts parts) {
  auto all = co_await read_channels(std::move(core), channel, 1, parts);
  co_return std::move(all.begin()->second).value();
}

awaitable<std::map<int, result<reading>>> read_tester(std::shared_ptr<session> core,
                                                      reading_parts parts) {
  int const count = co_await core->channels();
  co_return co_await read_channels(std::move(core), 1, count, parts);
}

awaitable<std::vector<reading>> readings(std::shared_ptr<session> core, reading_parts parts) {
  auto all = co_await read_tester(std::move(core), parts);
  std::vector<reading> good;
  good.reserve(all.size());
  sockio::failure first;
  std::size_t failed = 0;
  for (auto& [channel, one] : all) {
    if (one) {
      good.push_back(std::move(*one));
    } else if (++failed == 1) {
      first = one.error();
    }
  }
  if (failed > 0) throw with_count(first, failed, all.size());
  co_return good;
}

awaitable<std::vector<reading>> basic_readings(std::shared_ptr<session> core) {
  int const count = co_await core->channels();
  std::vector<question> questions;
  for (address const to : chunks(1, count)) {
    questions.push_back(ask_of<messages::statuses>(to));
    questions.push_back(ask_of<messages::voltages>(to));
    questions.push_back(ask_of<messages::currents>(to));
  }
  auto const replies = co_await core->perform_all(questions);
  std::vector<reading> all;
  all.reserve(static_cast<std::size_t>(count));
  for (std::size_t i = 0; i < replies.size(); i += 3) {
    auto const& statuses = replies[i].value().reply<messages::statuses>()->channels;
    auto const& voltages = replies[i + 1].value().reply<messages::voltages>()->voltages;
    auto const& currents = replies[i + 2].value().reply<messages::currents>()->currents;
    expect_count(*core, questions[i], statuses.size());
    expect_count(*core, questions[i + 1], voltages.size());
    expect_count(*core, questions[i + 2], currents.size());
    for (std::size_t j = 0; j < statuses.size(); ++j) {
      reading one;
      one.vendor = "maccor";
      one.device = core->endpoint();
      one.channel = static_cast<int>(all.size()) + 1;
      one.utc = std::chrono::system_clock::now();
      one.voltage = voltages[j];
      one.current = signed_current(statuses[j], currents[j]);
      one.status = activity_of(statuses[j]);
      one.status_text = status_text(statuses[j]);
      all.push_back(std::move(one));
    }
  }
  co_return all;
}

}  // namespace cyclers::maccor::detail
