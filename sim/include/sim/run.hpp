#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

namespace sim {

/// Runs an io_context until one operation on it is complete; servers on it go on afterwards, at the
/// next call.
///
/// Returns: the value of the operation. Errors: whatever it throws.
template <class T>
T run(boost::asio::io_context& context, boost::asio::awaitable<T> operation) {
  bool done = false;
  std::exception_ptr failed;
  std::conditional_t<std::is_void_v<T>, std::optional<bool>, std::optional<T>> value;
  auto const complete = [&](std::exception_ptr error, auto&&... result) {
    done = true;
    failed = error;
    if constexpr (!std::is_void_v<T>)
      if (!error) value.emplace(std::forward<decltype(result)>(result)...);
  };
  boost::asio::co_spawn(context, std::move(operation), complete);
  context.restart();
  while (!done && context.run_one() > 0) {
  }
  if (failed) std::rethrow_exception(failed);
  if constexpr (!std::is_void_v<T>) return std::move(value).value();
}

}  // namespace sim
