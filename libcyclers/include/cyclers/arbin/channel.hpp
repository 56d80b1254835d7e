#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cyclers/arbin/commands.hpp"
#include "cyclers/arbin/readings.hpp"
#include "cyclers/mode.hpp"

namespace cyclers::arbin {

/// Is one channel of a cycler, for all modes. All members throw sockio::failure.
///
/// Commands return the documented result, which is a success; what the cycler refuses is thrown,
/// and the failure's code compares with the results: `failure.code() == start_result::running`.
template <class Mode>
class basic_channel {
 public:
  template <class T>
  using returns = typename Mode::template returns<T>;

  basic_channel(std::shared_ptr<session> core, Mode mode, channel_number number)
      : core_(std::move(core)), mode_(std::move(mode)), number_(number) {}

  int number() const noexcept { return number_.value(); }
  std::string const& endpoint() const noexcept { return core_->endpoint(); }

  /// Reads all that is measured and known of the channel. Wire: EEAB0003, page 3.
  returns<channel_report> status(record_parts parts = {}) const {
    return mode_.give(detail::read_report(core_, number_, parts));
  }
  /// Reads the channel as every cycler's reading; a temperature when `aux` is asked for.
  returns<reading> read(record_parts parts = {}) const {
    return mode_.give(detail::read_channel(core_, number_, parts));
  }
  /// Reads what the channel could be started with. Wire: CD130001, instructions page 22.
  returns<messages::start_record> start_data() const {
    return mode_.give(detail::only(detail::start_data(core_, {number()})));
  }
  /// Reads what the channel could be resumed with. Wire: CD130003, instructions page 25.
  returns<messages::resume_record> resume_data() const {
    return mode_.give(detail::only(detail::resume_data(core_, {number()})));
  }

  /// Assigns a schedule by its file name. Wire: BB210001, page 12.
  returns<assign_result> assign(std::string_view schedule, assign_plan const& plan = {}) const {
    return mode_.give(detail::assign(core_, number_, schedule, plan));
  }
  /// Starts the assigned schedule as a test of a name.
  ///
  /// Wire: BB320004, page 7; BB320014 when the log-in says that the cycler takes names of any
  /// length.
  returns<start_result> start(std::string_view test_name) const {
    return mode_.give(detail::start(core_, number_, test_name));
  }
  /// Starts a schedule at some step. Wire: CD130002, instructions page 23.
  returns<start_result> start_ex(start_ex_plan const& plan) const {
    return mode_.give(detail::start_ex(core_, number_, plan));
  }
  /// Stops the test, which resume() lets go on. Wire: BB310001, page 12.
  returns<stop_result> stop() const { return mode_.give(detail::stop(core_, number_)); }
  /// Goes on with a stopped test. Wire: BB310002, page 10.
  returns<resume_result> resume() const { return mode_.give(detail::resume(core_, number_)); }
  /// Goes on with a stopped test at some step and from some state. Wire: CD130004, instructions
  /// page 27.
  returns<resume_result> resume_ex(resume_ex_plan const& plan) const {
    return mode_.give(detail::resume_ex(core_, number_, plan));
  }
  /// Goes on with a test that its schedule has paused. Wire: BB320006, page 6.
  returns<continue_result> continue_test() const {
    return mode_.give(detail::continue_test(core_, number_));
  }
  /// Lets the running test jump to a step, counted from 1 as the cycler's screen does; one behind
  /// the last stops the test. Wire: BB320005, page 17, where steps count from 0.
  returns<jump_result> jump(int step) const {
    return mode_.give(detail::jump(core_, number_, step));
  }

  /// Sets MV_UDn, n from 1 to 16, of the running test.
  ///
  /// Waits until cycler_options::variable_gap has passed since those of this channel were set last.
  /// Errors: sockio::errc::bad_value for what is no Single. Wire: BB150001, page 14.
  returns<variable_result> set_variable(int number, double value) const {
    return mode_.give(detail::set_variable(core_, number_, {number, value}));
  }
  /// Sets several variables of the running test in one message, at most 160.
  ///
  /// As set_variable(). Wire: BB150002, page 15.
  returns<variable_result> set_variables(std::span<variable const> values) const {
    std::vector<channel_variable> all;
    for (variable const& each : values) all.push_back({number(), each.number, each.value});
    return mode_.give(detail::set_variables(core_, std::move(all)));
  }

 protected:
  std::shared_ptr<session> const& core() const { return core_; }
  Mode const& mode() const { return mode_; }
  channel_number const& where() const { return number_; }

 private:
  std::shared_ptr<session> core_;
  Mode mode_;
  channel_number number_;
};

}  // namespace cyclers::arbin
