#include "cyclers/arbin/outcomes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace cyclers::arbin::detail {

namespace {

sockio::failure misplaced(std::int32_t channel, std::string_view problem) {
  return {errc::wrong_channel,
          {.problem = fmt::format("dwIvChannelGlobalIndex: is {}, {}", channel, problem)}};
}

/// Gives feedbacks one after the other to their channels.
class sorter {
 public:
  explicit sorter(std::vector<channel_number> const& asked) {
    for (channel_number const each : asked) open_.insert(each.value());
  }

  /// Returns why a feedback cannot be used, or no failure.
  sockio::failure take(answer const& one) {
    if (one.channel == -1) {
      unnamed_.push_back(one.result);
      return {};
    }
    auto const channel = channel_number::from_wire(one.channel);
    if (!channel) return misplaced(one.channel, "which is no channel");
    if (known_.contains(channel->value())) return misplaced(one.channel, "a second time");
    if (open_.erase(channel->value()) == 0)
      return misplaced(one.channel, "a channel that was not asked");
    known_.emplace(channel->value(), one.result);
    return {};
  }

  sorted_answers end(sockio::failure trouble) {
    bool const alike = std::adjacent_find(unnamed_.begin(), unnamed_.end(),
                                          std::not_equal_to<>()) == unnamed_.end();
    if (alike && !unnamed_.empty() && unnamed_.size() == open_.size()) {
      for (int const each : open_) known_.emplace(each, unnamed_.front());
      open_.clear();
    }
    return {
        std::move(known_), {open_.begin(), open_.end()}, std::move(trouble), std::move(unnamed_)};
  }

 private:
  std::set<int> open_;
  std::map<int, boost::system::error_code> known_;
  std::vector<boost::system::error_code> unnamed_;
};

}  // namespace

sorted_answers sort_answers(std::string_view bytes, std::vector<channel_number> const& asked,
                            answer_reader read) {
  sorter all(asked);
  while (!bytes.empty()) {
    auto const next = take_message(bytes, direction::feedback);
    auto const one = read(next.value_or(bytes));
    if (!one) return all.end(one.error());
    if (auto trouble = all.take(*one); trouble.code()) return all.end(std::move(trouble));
  }
  return all.end({});
}

}  // namespace cyclers::arbin::detail
