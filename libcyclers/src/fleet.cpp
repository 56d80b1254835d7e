#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/this_coro.hpp>

#include "cyclers/cycler.hpp"

namespace cyclers {

namespace asio = boost::asio;

namespace {

sockio::awaitable<void> read_into(std::shared_ptr<cycler> from, snapshot& into) {
  auto all = co_await sockio::as_result(from->read_all());
  if (!all) {
    into.emplace(fleet_channel{from->name(), 0}, all.error());
    co_return;
  }
  for (auto& [channel, one] : *all)
    into.emplace(fleet_channel{from->name(), channel}, std::move(one));
}

sockio::awaitable<snapshot> read_all_of(fleet all) {
  snapshot readings;
  if (all.empty()) co_return readings;
  // One strand for all of them: they fill one map, and a cancellation reaches all.
  auto const strand = asio::make_strand(co_await asio::this_coro::executor);
  auto const start = [&](std::shared_ptr<cycler> const& one) {
    return asio::co_spawn(strand, read_into(one, readings), asio::deferred);
  };
  std::vector<decltype(start(all.front()))> reads;
  for (auto const& one : all) reads.push_back(start(one));
  co_await asio::experimental::make_parallel_group(std::move(reads))
      .async_wait(asio::experimental::wait_for_all(), asio::deferred);
  co_return readings;
}

}  // namespace

sockio::awaitable<snapshot> read_all(fleet const& all) { return read_all_of(all); }

}  // namespace cyclers
