#pragma once

#include <concepts>
#include <memory>
#include <optional>
#include <sockio/open_link.hpp>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "cryocon/batch.hpp"
#include "cryocon/text.hpp"

namespace cryocon {

/// Is a Cryo-con temperature controller, for coroutines.
///
/// Copies share the same session. All members throw sockio::failure.
class controller : public basic_controller<async_mode> {
 public:
  /// Makes a driver of a link, which may be shared with others. From then on the link keeps
  /// controller_options::gap between all its requests.
  explicit controller(std::shared_ptr<sockio::link> link, controller_options options = {});

  /// Makes a driver of a transport.
  explicit controller(std::shared_ptr<transport> wire, controller_options options = {});

  /// Makes a driver of any object that has write_readline and write, kept alive by the caller. The
  /// driver does not pace it and does not queue: one request at a time is the object's own
  /// business.
  template <line_transport T>
    requires(!std::derived_from<T, sockio::link>)
  explicit controller(T& object, controller_options options = {})
      : controller(make_transport(object), options) {}

  /// Makes a driver of a shared object that has write_readline and write.
  template <line_transport T>
    requires(!std::derived_from<T, sockio::link>)
  explicit controller(std::shared_ptr<T> object, controller_options options = {})
      : controller(make_transport(std::move(object)), options) {}

  /// Asks *IDN?, takes it apart and remembers it: what the model does not have is refused then.
  sockio::awaitable<identification> identify() { return where()->identify(); }
  /// Sends a line as it is and returns the line that answers it.
  sockio::awaitable<std::string> ask(std::string_view line) { return where()->ask(line); }
  /// Returns what identify() found.
  std::optional<identification> identity() const { return where()->identity(); }
  std::string endpoint() const { return where()->endpoint(); }

  /// Starts a batch: what is called on it is sent by its send().
  cryocon::batch batch() const { return cryocon::batch(where()); }

  /// Fills a batch by a function and sends it when the function returns normally.
  ///
  /// An exception sends nothing. Returns: what the function returns, e.g. slots; it may be a
  /// coroutine.
  template <class F>
  auto batch(F&& fill) const {
    using returned = std::invoke_result_t<F&, cryocon::batch&>;
    auto open = std::make_shared<cryocon::batch>(where());
    if constexpr (detail::is_awaitable<returned>) {
      auto kept = std::make_shared<std::decay_t<F>>(std::forward<F>(fill));
      return filled<typename detail::awaited<returned>::type>(std::move(open), std::move(kept));
    } else if constexpr (std::is_void_v<returned>) {
      fill(*open);
      return open->send();
    } else {
      auto slots = std::make_shared<returned>(fill(*open));
      return sent(std::move(open), std::move(slots));
    }
  }

 private:
  template <class T, class F>
  static sockio::awaitable<T> filled(std::shared_ptr<cryocon::batch> open,
                                     std::shared_ptr<F> fill) {
    if constexpr (std::is_void_v<T>) {
      co_await (*fill)(*open);
      co_await open->send();
    } else {
      T slots = co_await (*fill)(*open);
      co_await open->send();
      co_return slots;
    }
  }

  template <class T>
  static sockio::awaitable<T> sent(std::shared_ptr<cryocon::batch> open, std::shared_ptr<T> slots) {
    co_await open->send();
    co_return std::move(*slots);
  }
};

/// Makes a driver for a controller at a URL, with a link of its own that keeps
/// controller_options::gap, or link_options::gap if that is longer.
controller open(boost::asio::any_io_executor executor, std::string_view url,
                controller_options options = {}, sockio::link_options link = {});

}  // namespace cryocon
