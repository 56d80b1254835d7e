#pragma once

#include <memory>
#include <optional>
#include <string>

#include "cycler/runner.hpp"
#include "cyclers/maccor/messages/command.hpp"
#include "cyclers/maccor/messages/status.hpp"
#include "maccor_twin/direct.hpp"

namespace sim::mac {

/// Says what a test is called and what it is about.
struct test_data {
  std::string name{};
  std::string procedure{};
  std::string comment{};
  std::string description{};
  double c_rate = 0;  ///< Ah
  int chamber = 0;    ///< 0 for none.
};

/// Says where the counters of a test begin that does not begin at its beginning.
struct test_origin {
  double test_time = 0;  ///< s
  double step_time = 0;  ///< s, of the first step.
  double capacity = 0;   ///< Ah, of the first step.
  double energy = 0;     ///< Wh, of the first step.
  std::uint32_t records = 0;
};

/// Is one channel of the tester: its cell, what it runs, its safety limits, its VARs.
class test_channel {
 public:
  test_channel(int number, cycler::channel hardware, maccor const& can);

  /// Brings the channel to the tester's time; the watchdog bites at its very instant.
  void catch_up(duration now);

  int number() const { return number_; }
  cyclers::maccor::messages::channel_status status() const;
  cyclers::maccor::messages::full_status::reply full_status() const;
  cycler::runner const& runner() const { return runner_; }
  double test_time() const;

  /// Tells that no test is on the channel, so that one can be started.
  bool is_free() const { return !test_; }
  bool selected() const { return selected_; }
  /// Selects a free channel, or no longer.
  void select(bool yes) { selected_ = yes; }
  std::optional<test_data> const& test() const { return test_; }

  void start(test_data test, std::shared_ptr<cycler::procedure const> what,
             cycler::start_options const& how, test_origin const& from = {});
  void start_direct(test_data test, direct_set_points const& output, cycler::record_rule record);
  /// Sets the output of direct mode, and feeds its watchdog.
  cyclers::maccor::direct_output_result output(direct_set_points const& wanted);
  bool suspend() { return runner_.suspend(); }
  bool resume();
  bool set_variable(int number, double value) { return runner_.set_variable(number, value); }
  /// Ends the test, if there is one; its last record is written.
  void finish();
  /// Forgets the test, so that the channel is free.
  void end();

  cyclers::maccor::messages::safety_limits const& safety() const { return safety_; }
  /// Sets them as far as the channel's specification allows.
  void safety(cyclers::maccor::messages::safety_limits const& limits);

  /// Takes the lines of the data file that were written since this was called last.
  std::string take_lines();
  std::size_t lines_waiting() const { return lines_.size(); }
  /// Returns the name of the test's data file; empty without a test.
  std::string file() const;

 private:
  struct direct_mode {
    active_set_points started;
    duration begun;
    duration last_output;
    duration fed;
  };

  bool watching() const;
  duration next_stop(duration now) const;
  void write_records();
  void begin(test_data test, test_origin const& from);

  int number_;
  cycler::runner runner_;
  maccor const& can_;
  cyclers::maccor::messages::safety_limits safety_;
  duration now_{};
  bool selected_ = false;
  std::optional<test_data> test_;
  std::optional<direct_mode> direct_;
  test_origin origin_;
  std::size_t first_step_ = 0;
  std::uint32_t first_cycle_ = 0;
  std::uint32_t written_ = 0;
  std::string lines_;
};

}  // namespace sim::mac
