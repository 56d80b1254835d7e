#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <sockio/result.hpp>

namespace cyclers::detail {

/// Runs an operation to its end on an executor, whatever happens to the caller meanwhile.
///
/// Errors: the operation's. Cancellation: does not reach the operation. A caller that may have been
/// cancelled already has to `co_await asio::this_coro::throw_if_cancelled(false)` before: otherwise
/// this very co_await throws.
sockio::awaitable<void> shielded(boost::asio::any_io_executor executor,
                                 sockio::awaitable<void> operation);

}  // namespace cyclers::detail
