#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "cycler/channel.hpp"
#include "cycler/procedure.hpp"
#include "sim/device.hpp"

namespace sim::cycler {

/// Names what a channel's test is about.
enum class run_state {
  idle,       ///< No test.
  running,    ///< A step is under way.
  paused,     ///< The procedure waits for a person.
  suspended,  ///< A person, or a watchdog, has stopped it for a while.
  tripped,    ///< A safety limit has stopped it; it can be resumed.
  complete,   ///< The procedure came to its end.
  stopped,    ///< A person has ended it, or it could not go on.
};

/// Names what ended a step, or a test.
enum class ended_by {
  nothing,
  time,
  test_time,
  cycle,
  voltage,
  current,
  power,
  capacity,
  energy,
  temperature,
  variable,
  jump,         ///< A person made the test go on elsewhere.
  procedure,    ///< An end step, or the end of the list.
  person,       ///< A person has stopped or suspended it.
  pause,        ///< A pause step.
  safety,       ///< A safety limit; which one is told apart.
  no_progress,  ///< Only steps that take no time, in a circle.
};

/// Names why a record was made.
enum class record_reason { step_start, time, voltage, current, step_end, suspended, resumed };

/// Is one line of a test's data.
struct record {
  std::uint32_t number = 0;  ///< From 1.
  std::uint32_t cycle = 0;
  std::size_t step = 0;
  duration test_time{};
  duration step_time{};
  double voltage = 0;      ///< V
  double current = 0;      ///< A, + = charge
  double temperature = 0;  ///< degC
  throughput of_step{};
  throughput of_test{};
  record_reason why = record_reason::time;
  ended_by by = ended_by::nothing;  ///< What ended the step, in the last record of one.
};

/// Says where and as what a test begins.
struct start_options {
  double c_rate_ah = 0;  ///< What the procedure calls C; 0 for the capacity of the cell.
  std::size_t first_step = 1;
  std::uint32_t cycle = 1;
  std::array<int, 4> remaining{-1, -1, -1, -1};  ///< Turns that its first loops have left; -1: all.
};

/// Tells where a test stands.
struct run_status {
  run_state state = run_state::idle;
  std::size_t step = 0;  ///< From 1; 0 without a procedure.
  std::uint32_t cycle = 0;
  duration step_time{};
  duration test_time{};
  std::uint32_t records = 0;
  throughput of_step{};
  throughput of_test{};
  ended_by last_step = ended_by::nothing;  ///< What ended the step before.
  ended_by halted = ended_by::nothing;     ///< Why the test does not run, or no longer.
  trip tripped = trip::none;
  std::size_t end_number = 0;  ///< Which of the end steps completed it, from 1.
};

/// Runs procedures on a channel, or lets a person control it directly.
///
/// Time goes on in slices whose ends lie on a grid that begins with each step, so that the result
/// is the same to the last bit however the time is handed in; what ends a step or makes a record is
/// found inside of its slice to the nanosecond. Readings are those of the last whole slice.
class runner {
 public:
  explicit runner(channel on) : channel_(on) {}

  /// Begins a test. Returns false, and does nothing, when one is under way or the step is none.
  bool start(std::shared_ptr<procedure const> what, start_options how = {});
  /// Begins a test whose output a person sets. Returns false when one is under way.
  bool start_direct(set_points const& output, record_rule record = {});
  /// Sets the output of such a test. Returns false unless it is running.
  bool output(set_points const& wanted);

  /// Stops the current and the clock of the test. Returns false unless it is running.
  bool suspend();
  /// Goes on after a pause, a suspension or a trip. Returns false in any other state.
  bool resume();
  /// Ends the test for good. Returns false when none is under way.
  bool stop();
  /// Goes on with another step; one that does not exist ends the test. Returns false unless a
  /// procedure is running.
  bool jump_to(std::size_t step);
  /// Forgets the test. Returns false when one is under way.
  bool clear();

  /// Sets a VAR, from 1; a running step follows at once. Returns false when there is no such VAR or
  /// the value is not finite.
  bool set_variable(int number, double value);
  variables const& vars() const { return variables_; }

  void advance(duration dt);

  run_status status() const;
  bool under_way() const;
  bool direct() const { return direct_.has_value(); }
  /// Returns the records that are kept, the oldest first; no more than `most_records` of a test.
  std::deque<record> const& records() const { return records_; }
  procedure const* what() const { return procedure_.get(); }

  channel const& hardware() const { return channel_; }
  void safety(safety_limits const& limits) { channel_.safety(limits); }
  void ambient(double celsius);

  static constexpr std::size_t most_records = 1000;
  static constexpr duration tick = std::chrono::milliseconds(100);
  /// Returns the length of the slices of a channel without a running test, which only relaxes: the
  /// longer it has, the slower.
  static duration idle_tick(duration idle);

 private:
  void settle() { consume(true); }
  void consume(bool all);
  duration next_slice() const;
  duration pass(duration slice);
  duration first_event(duration slice, choice output) const;
  bool eventful(channel const& then, duration after) const;
  void react();

  bool met(condition const& one, channel const& then, duration after) const;
  double reading(condition const& one, channel const& then) const;
  duration bound_time(condition const& one) const;
  std::optional<record_reason> record_due(channel const& then, duration after) const;

  void begin(run_state state);
  void set_turns(std::array<int, 4> const& remaining);
  void enter(std::size_t number);
  void begin_step();
  std::size_t after(loop const& of);
  std::size_t after(jump const& of) const;
  void end_step(ended_by why, std::size_t next);
  void halt(run_state state, ended_by why);
  void note(record_reason why, ended_by by = ended_by::nothing);
  set_points wanted() const;
  drive const& now_driving() const;
  double value(amount const& of) const { return of.value(variables_, c_rate_ah_); }

  channel channel_;
  std::shared_ptr<procedure const> procedure_;
  std::optional<set_points> direct_;
  drive direct_drive_;                // what the steps of a procedure say, for a test without one
  std::vector<std::uint32_t> turns_;  // of each loop so far
  variables variables_{};
  double c_rate_ah_ = 1;
  run_state state_ = run_state::idle;
  ended_by last_step_ = ended_by::nothing;
  ended_by halted_ = ended_by::nothing;
  trip tripped_ = trip::none;
  std::size_t step_ = 0;
  std::size_t end_number_ = 0;
  std::uint32_t cycle_ = 0;
  duration pending_{};
  duration idle_time_{};
  duration step_time_{};
  duration test_time_{};
  throughput step_mark_;
  throughput test_mark_;
  std::deque<record> records_;
  std::uint32_t record_count_ = 0;
  record last_record_;
};

}  // namespace sim::cycler
