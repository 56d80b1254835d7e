#pragma once

#include <memory>
#include <sockio/blocking.hpp>
#include <utility>

namespace cyclers {

/// Gives each member of a surface as an awaitable.
struct async_mode {
  template <class T>
  using returns = sockio::awaitable<T>;

  template <class T>
  sockio::awaitable<T> give(sockio::awaitable<T> operation) const {
    return operation;
  }
};

/// Gives each member of a surface as a plain call, which runs on the calling thread.
struct blocking_mode {
  template <class T>
  using returns = T;

  std::shared_ptr<sockio::blocking::runtime> runtime =
      std::make_shared<sockio::blocking::runtime>();

  template <class T>
  T give(sockio::awaitable<T> operation) const {
    return runtime->run(std::move(operation));
  }
};

}  // namespace cyclers
