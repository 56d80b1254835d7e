#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>

#include "cycler/runner.hpp"
#include "cyclers/arbin/messages/start_data.hpp"
#include "sim/arbin.hpp"

namespace sim::cti {

namespace messages = cyclers::arbin::messages;
using cyclers::arbin::channel_status;

/// Says what a test is called and who began it.
struct test_data {
  std::string name{};
  std::string schedule{};
  std::string creator{};
  std::string comment{};
  std::string started{};
};

/// Says which schedule a channel is to run, and what else was assigned with it.
struct assignment {
  std::string schedule{};
  std::string barcode{};
  double capacity = 0;  ///< Ah, what the schedule calls C; 0 for that of the cell.
  std::array<float, 16> variables{};
  duration ready{};  ///< When the channel has loaded it.
};

/// Is one channel of the cycler: its cell, what it runs, what is wrong with it.
class test_channel {
 public:
  using trouble = arbin_twin::trouble;

  test_channel(int number, cycler::channel hardware, arbin::input_set const& beside);

  void catch_up(duration now);

  std::uint32_t index() const { return static_cast<std::uint32_t>(number_ - 1); }
  int number() const { return number_; }
  arbin::input_set const& beside() const { return *beside_; }
  cycler::runner const& runner() const { return runner_; }
  /// Returns how fast the voltage changes, in V/s.
  double voltage_rate() const { return rate_; }

  channel_status status() const;
  bool running() const;
  bool unsafe() const;
  bool paused() const;
  /// Tells whether there is a test that was stopped and can go on.
  bool stopped() const;
  bool is_now(trouble what) const { return trouble_ == what; }
  void trouble_is(trouble what);

  assignment assigned{};
  /// Returns the test that is on the channel, or was last.
  std::optional<test_data> const& test() const { return test_; }
  /// Returns the state that the test has reached, as it can be resumed from.
  messages::resume_table reached() const;
  std::string const& exit_condition() const { return exit_; }

  /// Begins a test at a step, from 1. Returns false when there is no such step.
  bool start(test_data test, std::shared_ptr<cycler::procedure const> what, std::size_t step = 1);
  /// Goes on with a test at a step, from 1, and from a state.
  bool resume_from(std::shared_ptr<cycler::procedure const> what, std::size_t step,
                   messages::resume_table const& from);
  /// Stops the test so that it can be resumed, and takes note of a limit that was met.
  bool stop(std::string why = "Stopped by user");
  bool resume();
  /// Goes on after a pause.
  bool continue_test();
  /// Goes on with a step, from 1; one that there is not stops the test.
  void jump(std::size_t step);
  void set_variable(int number, double value) { runner_.set_variable(number, value); }
  /// Tells whether variables were set less than some time ago, and remembers this time.
  bool too_soon(duration gap) const { return variables_set_ && now_ - *variables_set_ < gap; }
  void variables_are_set() { variables_set_ = now_; }
  /// Forgets a test that is not under way.
  void forget();

 private:
  void begin(std::array<float, 16> const& variables);

  int number_;
  std::shared_ptr<arbin::input_set const> beside_;
  cycler::runner runner_;
  duration now_{};
  duration measured_{};
  double voltage_ = 0;
  double rate_ = 0;
  trouble trouble_ = trouble::none;
  bool halted_ = false;  ///< Stopped by a person though the runner only waits.
  std::optional<test_data> test_;
  messages::resume_table origin_{};
  std::string exit_;
  std::optional<duration> variables_set_;
};

}  // namespace sim::cti
