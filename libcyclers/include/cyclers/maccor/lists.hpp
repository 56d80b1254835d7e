#pragma once

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

#include "cyclers/by_channel.hpp"
#include "cyclers/maccor/messages/channel_info.hpp"
#include "cyclers/maccor/messages/status.hpp"
#include "cyclers/maccor/session.hpp"

/// Reads the functions whose replies have one value for each of up to 128 channels.
namespace cyclers::maccor {

/// Is how many channels one request may ask for. Wire: pages 20, 24, 27, 28, 36.
inline constexpr int most_channels = 128;

namespace detail {

/// Splits channels into requests; `count` 0 is none.
std::vector<address> chunks(int first, int count, int most = most_channels);

/// Makes sure that there are as many values as channels were asked for. Errors: throws
/// errc::wrong_count.
void expect_count(session const& from, question const& asked, std::size_t got);

template <class T, class F>
awaitable<by_channel<T>> read_list(std::shared_ptr<session> core, int first, int count,
                                   std::vector<T> F::reply::* values, int most) {
  if (count == 0) count = co_await core->channels() - first + 1;
  std::vector<question> questions;
  for (address const to : chunks(first, count, most)) questions.push_back(ask_of<F>(to));
  std::vector<T> all;
  if (questions.size() == 1) {
    all = std::move(take<F>(co_await core->perform(questions[0])).*values);
    expect_count(*core, questions[0], all.size());
  } else {
    auto replies = co_await core->perform_all(questions);
    for (std::size_t i = 0; i < replies.size(); ++i) {
      auto part = std::move(take<F>(std::move(replies[i]).value()).*values);
      expect_count(*core, questions[i], part.size());
      all.insert(all.end(), std::make_move_iterator(part.begin()),
                 std::make_move_iterator(part.end()));
    }
  }
  co_return by_channel<T>(first, std::move(all));
}

}  // namespace detail
}  // namespace cyclers::maccor
