#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "cyclers/timestamp.hpp"
#include "maccor_twin/smart_battery.hpp"
#include "maccor_twin/store.hpp"
#include "maccor_twin/test_channel.hpp"
#include "sim/maccor.hpp"

namespace sim::mac {

/// Is the tester: its channels, its files, its clock, and what is set for all channels.
class tester {
 public:
  explicit tester(maccor const& options);

  void advance(duration passed);
  duration now() const { return now_; }
  cyclers::timestamp clock() const;
  maccor const& options() const { return options_; }

  /// Returns a channel by its number on the wire, at the present time; null when there is none.
  test_channel* channel(std::optional<std::int32_t> chan);
  /// Returns a channel's smart battery; null when it has none.
  smart_battery* battery(std::optional<std::int32_t> chan);
  /// Returns the channels that are selected, at the present time.
  std::vector<test_channel*> selected();

  /// Tells whether a running test has an environmental chamber.
  bool chamber_in_use(int number) const;
  /// Tells whether a test under way has this name.
  bool name_active(std::string_view name);
  /// Returns a name that no test has.
  std::string random_name();

  /// Begins a channel's data file; what the channel wrote so far follows with the next flush.
  bool open_data(test_channel& of, std::string_view text);
  /// Writes what the channel's test has recorded to its file.
  void flush(test_channel& of);
  void flush_all();
  /// Ends the channel's test, moves its file to the archive and makes the channel available.
  bool archive(test_channel& which);
  /// Adds a line to the event log.
  void tell(test_channel const& of, std::string_view what);

  store files;
  std::uint32_t flags = 0;
  std::deque<std::string> check_messages;

 private:
  maccor options_;
  duration now_{};
  duration swept_{};
  std::chrono::sys_time<std::chrono::milliseconds> date_;
  std::mt19937_64 random_;
  std::vector<test_channel> channels_;
  std::map<std::int32_t, smart_battery> batteries_;  // made when they are first asked for
};

}  // namespace sim::mac
