#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "arbin_twin/door.hpp"
#include "arbin_twin/file_tree.hpp"
#include "arbin_twin/test_channel.hpp"
#include "arbin_twin/uploads.hpp"
#include "cyclers/timestamp.hpp"
#include "sim/arbin.hpp"

namespace sim::cti {

/// Is a schedule that was looked up: what it says, or why it cannot be run.
struct schedule {
  bool found = false;
  std::shared_ptr<cycler::procedure const> what{};
  std::string trouble{};
};

/// Is the cycler: its channels, its files, its clients, its clock, and what is set for all of it.
class console {
 public:
  explicit console(arbin const& options);

  void advance(duration passed);
  duration now() const { return now_; }
  /// Returns date and time as the cycler shows them.
  std::string clock() const;
  arbin const& options() const { return options_; }

  /// Returns a channel by its number on the wire, at the present time; null when there is none.
  test_channel* channel(std::int64_t index);
  /// Returns all channels, at the present time.
  std::vector<test_channel*> all_channels();

  /// Looks a schedule up by the name of its file.
  schedule find_schedule(std::string const& name);
  /// Tells whether a test under way needs the file.
  bool in_use(tree_place const& file);

  /// Tells whether a test had this name before.
  bool name_used(std::string const& name) const { return names_.contains(name); }
  void use_name(std::string const& name) { names_.insert(name); }
  std::set<std::string> const& names() const { return names_; }
  /// Forgets the names of tests, and the tests that are not under way.
  void reset_database();

  /// Returns the code with which a command is refused, if it is.
  std::optional<unsigned> refusal(std::string_view command) const;
  void refuse(std::string_view command, unsigned code);

  /// Tells whether the data acquisition is in touch with a channel.
  bool in_touch(test_channel const& with) const;
  /// Stops all tests; no channel is in touch for a while.
  void restart_acquisition();
  /// Closes all connections; none is taken for a while.
  void restart_console();
  bool console_is_up() const { return now_ >= console_back_; }
  /// Calibrates the channels that no test is on; returns whether it has begun.
  bool calibrate();

  /// Remembers an event for whoever looks after the cycler.
  void note(std::string what);
  /// Remembers one that it should be told of: a client may wonder why nothing comes.
  void warn(std::string what);
  std::deque<std::string> const& events() const { return events_; }
  /// Takes the warnings that were not taken before.
  std::vector<std::string> take_news();

  file_tree files;
  door clients;
  uploads arriving;
  std::deque<std::string> messages;
  bool calibration_window;
  bool monitor_window;
  std::string name_rule;
  std::string path;

 private:
  struct read_schedule {
    std::string text;
    schedule what;
  };

  arbin options_;
  duration now_{};
  duration swept_{};
  duration acquisition_back_{};
  duration console_back_{};
  std::optional<duration> calibrated_;
  std::chrono::sys_time<std::chrono::milliseconds> date_;
  std::vector<test_channel> channels_;
  std::map<std::string, unsigned> refused_;
  std::set<std::string> names_;
  std::map<std::string, read_schedule> schedules_;
  std::deque<std::string> events_;
  std::vector<std::string> news_;
};

}  // namespace sim::cti
