#pragma once

#include <concepts>
#include <memory>
#include <optional>
#include <sockio/blocking.hpp>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "cryocon/controller.hpp"

/// Holds the driver for scripts, with plain calls instead of coroutines.
namespace cryocon::blocking {

/// Collects operations and sends them with as few lines as may be; see cryocon::batch.
class batch : public cryocon::batch {
 public:
  explicit batch(blocking_mode::engine const& where)
      : cryocon::batch(where.core), runtime_(where.runtime) {}

  /// Sends what was collected, fills the slots and starts anew.
  void send() { runtime_->run(cryocon::batch::send()); }

 private:
  std::shared_ptr<sockio::blocking::runtime> runtime_;
};

/// Is a Cryo-con temperature controller, for scripts. Thread-safe; all members throw
/// sockio::failure.
class controller : public basic_controller<blocking_mode> {
 public:
  /// Makes a driver for a controller at a URL; the first request connects.
  explicit controller(std::string_view url, controller_options options = {},
                      sockio::link_options link = {});

  /// Makes a driver of a blocking link, which may be shared with others.
  explicit controller(sockio::blocking::link const& link, controller_options options = {});

  /// Makes a driver of a transport.
  explicit controller(std::shared_ptr<transport> wire, controller_options options = {});

  /// Makes a driver of any object that has write_readline and write, kept alive by the caller.
  template <line_transport T>
    requires(!std::derived_from<T, sockio::link> && !std::derived_from<T, sockio::blocking::link>)
  explicit controller(T& object, controller_options options = {})
      : controller(make_transport(object), options) {}

  /// Asks *IDN?, takes it apart and remembers it: what the model does not have is refused then.
  identification identify() { return where().runtime->run(where().core->identify()); }
  /// Sends a line as it is and returns the line that answers it.
  std::string ask(std::string_view line) { return where().runtime->run(where().core->ask(line)); }
  /// Returns what identify() found.
  std::optional<identification> identity() const { return where().core->identity(); }
  std::string endpoint() const { return where().core->endpoint(); }
  /// Ends every call under way in another thread with errc::interrupted.
  void interrupt() { where().runtime->interrupt(); }

  /// Starts a batch: what is called on it is sent by its send().
  blocking::batch batch() const { return blocking::batch(where()); }

  /// Fills a batch by a function and sends it when the function returns normally; an exception
  /// sends nothing. Returns: what the function returns.
  template <class F>
  auto batch(F&& fill) const {
    blocking::batch open(where());
    if constexpr (std::is_void_v<std::invoke_result_t<F&, blocking::batch&>>) {
      fill(open);
      open.send();
    } else {
      auto slots = fill(open);
      open.send();
      return slots;
    }
  }

 private:
  controller(std::shared_ptr<sockio::blocking::runtime> runtime, std::shared_ptr<transport> wire,
             controller_options options);
};

}  // namespace cryocon::blocking
