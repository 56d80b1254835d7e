#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/system/result.hpp>
#include <exception>
#include <utility>

#include "sockio/failure.hpp"

namespace sockio {

template <class T>
using awaitable = boost::asio::awaitable<T>;

/// Holds the value of an operation or the failure that it ended with.
template <class T>
using result = boost::system::result<T, failure>;

/// Lets result<T>::value() throw the failure itself.
[[noreturn]] inline void throw_exception_from_error(failure const& error,
                                                    boost::source_location const&) {
  throw failure(error);
}

namespace detail {

template <class T>
awaitable<result<T>> as_result(awaitable<T> operation) {
  try {
    if constexpr (std::is_void_v<T>) {
      co_await std::move(operation);
      co_return result<T>{};
    } else {
      // In place, for a T that a failure or an error_code could be taken for.
      co_return result<T>{boost::system::in_place_value, co_await std::move(operation)};
    }
  } catch (...) {
    co_return result<T>{boost::system::in_place_error, failure_of(std::current_exception())};
  }
}

}  // namespace detail

/// Runs an operation and returns its value or its failure instead of throwing.
///
/// Returns: result<T>; also when the operation is cancelled (errc::cancelled). A coroutine that is
/// cancelled already does not get so far: Asio throws system_error (operation_aborted) from its
/// next co_await, whatever that is, unless boost::asio::this_coro::throw_if_cancelled(false) was
/// awaited.
template <class T>
awaitable<result<T>> as_result(awaitable<T> operation) {
  return detail::as_result(std::move(operation));
}

}  // namespace sockio
