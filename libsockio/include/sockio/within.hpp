#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <exception>
#include <functional>
#include <optional>
#include <type_traits>
#include <utility>

#include "sockio/result.hpp"
#include "sockio/time.hpp"

namespace sockio {

namespace detail {
awaitable<void> run_within(duration limit, awaitable<void> operation);

template <class T>
awaitable<void> keep(awaitable<T> operation, std::optional<T>& value) {
  value.emplace(co_await std::move(operation));
}

template <class T>
awaitable<T> within(duration limit, awaitable<T> operation) {
  if constexpr (std::is_void_v<T>) {
    co_await run_within(limit, std::move(operation));
  } else {
    std::optional<T> value;
    co_await run_within(limit, keep(std::move(operation), value));
    co_return std::move(*value);
  }
}
}  // namespace detail

/// Runs an operation with a deadline.
///
/// Returns: its value. Errors: its own, or errc::timed_out with the operation's story when the
/// deadline passed first. Cancellation: is handed on to the operation. The operation is always over
/// when this returns.
template <class T>
awaitable<T> within(duration limit, awaitable<T> operation) {
  return detail::within(limit, std::move(operation));
}

}  // namespace sockio
