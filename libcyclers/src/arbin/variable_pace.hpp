#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <sockio/result.hpp>
#include <vector>

#include "cyclers/time_source.hpp"

namespace cyclers::arbin::detail {

/// Keeps settings of the variables of a channel apart in time. Thread-safe.
///
/// The pause begins when a feedback has come: nobody knows how long its request was under way.
class variable_pace {
 public:
  using channel_list = std::vector<std::uint16_t>;

  variable_pace(sockio::duration gap, time_source const& time) : gap_(gap), time_(time) {}

  /// Waits until all of some channels may be set, and keeps others from setting them.
  sockio::awaitable<void> enter(channel_list const& channels);
  /// Lets others set them after the pause.
  void leave(channel_list const& channels);

 private:
  struct turn {
    bool taken = false;
    sockio::time_point next{};
  };
  std::optional<sockio::time_point> later(channel_list const& channels);

  sockio::duration gap_;
  time_source const& time_;
  std::mutex mutex_;
  std::map<std::uint16_t, turn> turns_;
};

}  // namespace cyclers::arbin::detail
