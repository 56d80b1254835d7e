#pragma once

#include <exception>
#include <memory>
#include <optional>
#include <sockio/blocking.hpp>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "cyclers/maccor/tester.hpp"

/// Holds the driver for scripts, with plain calls instead of coroutines.
namespace cyclers::maccor::blocking {

/// Is a channel under direct control, inside of its scope; see maccor::direct_session.
///
/// A thread of its own serves the channel while the scope lives: the output is sent again while the
/// script does other things, until it has done so for direct_options::stuck_after.
class direct_session {
 public:
  direct_session(std::shared_ptr<sockio::blocking::runtime> runtime, maccor::direct_session& async)
      : runtime_(std::move(runtime)), async_(async) {}

  void charge(ampere current, std::optional<volt> up_to = std::nullopt) {
    runtime_->run(async_.charge(current, up_to));
  }
  void discharge(ampere current, std::optional<volt> down_to = std::nullopt) {
    runtime_->run(async_.discharge(current, down_to));
  }
  void rest() { runtime_->run(async_.rest()); }
  void constant_voltage(volt voltage, ampere most) {
    runtime_->run(async_.constant_voltage(voltage, most));
  }
  void charge_power(watt power) { runtime_->run(async_.charge_power(power)); }
  void discharge_power(watt power) { runtime_->run(async_.discharge_power(power)); }
  void discharge_resistance(ohm resistance) {
    runtime_->run(async_.discharge_resistance(resistance));
  }
  void hold_for(sockio::duration time) { runtime_->run(async_.hold_for(time)); }
  void alive() { runtime_->run(async_.alive()); }
  cyclers::reading read() { return runtime_->run(async_.read()); }
  std::string name() const { return async_.name(); }

 private:
  std::shared_ptr<sockio::blocking::runtime> runtime_;
  maccor::direct_session& async_;
};

/// Is one channel of a tester, for scripts.
class channel : public basic_channel<blocking_mode> {
 public:
  using basic_channel::basic_channel;

  /// Controls the channel directly while a function runs, and brings it to rest afterwards; see
  /// maccor::channel::direct_control().
  template <class F>
  void direct_control(direct_limits const& limits, F&& body,
                      direct_options const& options = direct_options()) const {
    auto const& runtime = mode().runtime;
    detail::direct_scope scope(core(), channel_number(number()), limits, options);
    std::exception_ptr error;
    try {
      sockio::blocking::runtime::server const serving(*runtime);
      runtime->run(scope.enter(runtime->executor()));
      direct_session session(runtime, scope.cell());
      std::forward<F>(body)(session);
    } catch (...) {
      error = std::current_exception();
    }
    runtime->run(scope.leave(error));
  }
};

/// Is a Maccor tester, for scripts. Thread-safe.
class tester : public basic_tester<blocking_mode> {
 public:
  using basic_tester::basic_tester;

  /// Makes a driver for the tester on a host; the first request connects.
  explicit tester(std::string_view host, tester_options options = {},
                  credentials who = credentials());
  /// Makes a driver of links that were made with the executor of a runtime.
  tester(std::shared_ptr<sockio::blocking::runtime> runtime, connections links,
         tester_options options = {}, std::shared_ptr<login> who = std::make_shared<login>());

  /// Returns a channel by its number as people count. Errors: throws sockio::errc::bad_value
  /// outside of 1 to 65535.
  blocking::channel channel(int number) const {
    return blocking::channel(core(), mode(), channel_number(number));
  }
  std::shared_ptr<sockio::blocking::runtime> const& runtime() const { return mode().runtime; }
  /// Ends every call under way in another thread with errc::interrupted.
  void interrupt() { mode().runtime->interrupt(); }

 private:
  tester(blocking_mode mode, std::string_view host, tester_options options, credentials who);
};

}  // namespace cyclers::maccor::blocking
