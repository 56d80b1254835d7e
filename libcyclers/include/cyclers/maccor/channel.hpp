#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cyclers/maccor/commands.hpp"
#include "cyclers/maccor/messages/channel_info.hpp"
#include "cyclers/maccor/messages/status.hpp"
#include "cyclers/maccor/readings.hpp"
#include "cyclers/maccor/smart_battery.hpp"
#include "cyclers/mode.hpp"

namespace cyclers::maccor {

/// Is what (4,7) has of a channel, as it came and as every cycler's reading.
struct channel_report {
  messages::full_status::reply raw;  ///< Its current is a magnitude.
  cyclers::reading reading;          ///< Its current is positive when it charges.
};

namespace detail {
awaitable<channel_report> status(std::shared_ptr<session> core, int channel);
awaitable<std::vector<aux_input>> aux(std::shared_ptr<session> core, address to);
awaitable<messages::long_names::reply> long_names(std::shared_ptr<session> core, address to);
awaitable<messages::channel_limits> specification(std::shared_ptr<session> core, address to);
}  // namespace detail

/// Is one channel of a tester, for all modes. All members throw sockio::failure.
template <class Mode>
class basic_channel {
 public:
  template <class T>
  using returns = typename Mode::template returns<T>;

  basic_channel(std::shared_ptr<session> core, Mode mode, channel_number number)
      : core_(std::move(core)), mode_(std::move(mode)), number_(number) {}

  int number() const noexcept { return number_.value(); }
  std::string const& endpoint() const noexcept { return core_->endpoint(); }

  /// Reads all that is measured and known of the channel. Wire: (4,7), page 33.
  returns<channel_report> status() const { return mode_.give(detail::status(core_, number())); }
  /// Reads the channel as every cycler's reading; names and temperature when they are asked for.
  returns<reading> read(reading_parts parts = {}) const {
    return mode_.give(detail::read_channel(core_, number(), parts));
  }
  /// Reads the auxiliary inputs with their units. Wire: (4,4) and (4,5), pages 29 and 30.
  returns<std::vector<aux_input>> aux() const { return mode_.give(detail::aux(core_, to())); }
  /// Reads the names of test and procedure, in full length where there is a binary connection.
  ///
  /// Wire: (4,11), page 38; (4,6), page 32, cut to 25 and 80 characters in binary.
  returns<messages::long_names::reply> names() const {
    return mode_.give(detail::long_names(core_, to()));
  }
  /// Reads the global flags and VAR1 to VAR15. Wire: (4,8), page 34.
  returns<messages::variables::reply> variables() const { return get<messages::variables>(); }
  /// Reads at which of its end steps the test ended. Wire: (4,10), page 37.
  returns<messages::end_status::reply> end_status() const { return get<messages::end_status>(); }
  /// Reads what the channel can do. Wire: (3,1), page 20.
  returns<messages::channel_limits> specification() const {
    return mode_.give(detail::specification(core_, to()));
  }
  /// Reads when the calibration was verified; 1970 when never. Wire: (3,2), page 22.
  returns<messages::calibration_dates::reply> calibration_dates() const {
    return get<messages::calibration_dates>();
  }

  /// Changes the channel between available and selected. Wire: (6,1), page 39.
  returns<void> toggle_selection() const { return run<messages::select>(); }
  /// Asks whether a test could be started.
  ///
  /// Errors: a check_result as the failure's code; what does not compile is told in words.
  /// Wire: (6,11) and (6,12), pages 51 and 52.
  returns<void> check_start(start_plan const& plan) const {
    return mode_.give(detail::check_start(core_, to(), plan));
  }
  /// Starts a test, after a check_start() unless the plan says no.
  ///
  /// Errors: a check_result or start_result as the failure's code. Wire: (6,2), page 40.
  returns<void> start(start_plan const& plan) const {
    return mode_.give(detail::start(core_, to(), plan));
  }
  /// Starts a test somewhere in it, or goes on with an archived one.
  ///
  /// Errors: an advanced_start_result as the failure's code. Wire: (6,13), page 53.
  returns<void> advanced_start(start_plan const& start, advanced_plan const& plan) const {
    return mode_.give(detail::advanced_start(core_, to(), start, plan));
  }
  /// Suspends the test. Wire: (6,3), page 43.
  returns<void> suspend() const { return run<messages::suspend>(); }
  /// Goes on with a suspended test. Wire: (6,4), page 44.
  returns<void> resume() const { return run<messages::resume>(); }
  /// Ends whatever the channel does; a suspended test cannot go on afterwards. Wire: (6,5),
  /// page 45.
  returns<void> reset() const { return run<messages::reset>(); }
  /// Moves the data of an ended test to the archive. Wire: (6,6), page 45.
  returns<void> archive() const { return run<messages::archive>(); }

  /// Sets the safety limits and compares with what the tester took, to 0.001.
  ///
  /// Returns: what it took. Errors: sockio::errc::not_verified. Wire: (6,10), page 50.
  returns<safety_limits> set_safety_limits(safety_limits limits) const {
    return mode_.give(detail::set_safety(core_, to(), limits));
  }
  /// Sets VAR1 to VAR15 of the running test. Wire: (6,9), page 49.
  returns<void> set_variable(int number, double value) const {
    return mode_.give(detail::set_variable(core_, to(), number, value));
  }

  /// Returns the channel's smart battery.
  basic_smart_battery<Mode> battery() const { return {core_, mode_, number_}; }

 protected:
  address to() const { return address::of(number_); }
  std::shared_ptr<session> const& core() const { return core_; }
  Mode const& mode() const { return mode_; }

 private:
  template <class F>
  returns<typename F::reply> get() const {
    return mode_.give(ask<F>(core_, to()));
  }
  template <class F>
  returns<void> run() const {
    return mode_.give(detail::command<F>(core_, to()));
  }

  std::shared_ptr<session> core_;
  Mode mode_;
  channel_number number_;
};

}  // namespace cyclers::maccor
