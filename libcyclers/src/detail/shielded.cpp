#include "detail/shielded.hpp"

#include <boost/asio/append.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/post.hpp>
#include <exception>
#include <utility>

namespace cyclers::detail {

namespace asio = boost::asio;

sockio::awaitable<void> shielded(asio::any_io_executor executor,
                                 sockio::awaitable<void> operation) {
  auto const token = asio::as_tuple(asio::deferred);
  auto const [error] =
      co_await asio::async_initiate<decltype(token) const&, void(std::exception_ptr)>(
          [&executor, &operation](auto handler) {
            asio::co_spawn(executor, std::move(operation),
                           [done = std::move(handler)](std::exception_ptr why) mutable {
                             asio::post(asio::append(std::move(done), why));
                           });
          },
          token);
  if (error) std::rethrow_exception(error);
}

}  // namespace cyclers::detail
