#pragma once

#include <memory>
#include <sockio/blocking.hpp>
#include <type_traits>
#include <utility>

#include "cryocon/session.hpp"
#include "cryocon/slot.hpp"

namespace cryocon {

namespace detail {

template <class T>
sockio::awaitable<T> typed(std::shared_ptr<session> core, operation what) {
  co_return take<T>(co_await core->perform(std::move(what)));
}

}  // namespace detail

/// Gives each member of the surface as an awaitable.
struct async_mode {
  template <class T>
  using returns = sockio::awaitable<T>;
  using engine = std::shared_ptr<session>;

  template <class T>
  static returns<T> submit(engine const& core, operation what) {
    return detail::typed<T>(core, std::move(what));
  }
};

/// Gives each member of the surface as a plain call.
struct blocking_mode {
  template <class T>
  using returns = T;

  /// Runs a session's operations on the calling thread.
  struct engine {
    std::shared_ptr<sockio::blocking::runtime> runtime;
    std::shared_ptr<session> core;
    value perform(operation what) const;
  };

  template <class T>
  static T submit(engine const& where, operation what) {
    return detail::take<T>(where.perform(std::move(what)));
  }
};

/// Gives each member of the surface as a slot that a batch fills.
struct batch_mode {
  template <class T>
  using returns = slot<T>;
  using engine = std::shared_ptr<detail::batch_queue>;

  template <class T>
  static slot<T> submit(engine const& queue, operation what) {
    return slot<T>(queue->add(std::move(what)));
  }
};

}  // namespace cryocon
