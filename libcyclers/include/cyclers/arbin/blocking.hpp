#pragma once

#include <memory>
#include <sockio/blocking.hpp>
#include <string_view>

#include "cyclers/arbin/cycler.hpp"

/// Holds the driver for scripts, with plain calls instead of coroutines.
namespace cyclers::arbin::blocking {

/// Is one channel of a cycler, for scripts.
class channel : public basic_channel<blocking_mode> {
 public:
  using basic_channel::basic_channel;
};

/// Is an Arbin cycler, for scripts. Thread-safe.
class cycler : public basic_cycler<blocking_mode> {
 public:
  using basic_cycler::basic_cycler;

  /// Makes a driver for the cycler on a host; the first request connects and logs in.
  cycler(std::string_view host, cyclers::credentials who, cycler_options options = {});
  /// Makes a driver of links that were made with the executor of a runtime.
  cycler(std::shared_ptr<sockio::blocking::runtime> runtime, connections links,
         cycler_options options = {}, std::shared_ptr<login> who = std::make_shared<login>());

  /// Returns a channel by its number as people count. Errors: throws sockio::errc::bad_value
  /// outside of 1 to 2048.
  blocking::channel channel(int number) const {
    return blocking::channel(core(), mode(), channel_number(number));
  }
  std::shared_ptr<sockio::blocking::runtime> const& runtime() const { return mode().runtime; }
  /// Ends every call under way in another thread with errc::interrupted.
  void interrupt() { mode().runtime->interrupt(); }

 private:
  cycler(blocking_mode mode, std::string_view host, cyclers::credentials who,
         cycler_options options);
};

}  // namespace cyclers::arbin::blocking
