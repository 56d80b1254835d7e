#pragma once

#include <cyclers/arbin/cycler.hpp>

#include "scripted_link.hpp"

namespace cyclers::test {

/// Writes a request of CTI.
template <class C>
std::string cti_asks(typename C::request body = {}) {
  return arbin::write_request<C>(body).value();
}
/// Writes a feedback of CTI.
template <class C>
std::string cti_says(typename C::reply body = {}) {
  return arbin::write_feedback<C>(body).value();
}
/// Writes a plain feedback: how a command ended on a channel, from 0.
template <class C>
std::string ends(int channel, decltype(C::reply::result) result = {}) {
  typename C::reply body;
  body.channel = channel;
  body.result = result;
  return cti_says<C>(body);
}

/// Is a cycler whose connection a test writes down.
struct arbin_bench {
  boost::asio::io_context io;
  std::shared_ptr<scripted_link> link =
      std::make_shared<scripted_link>(io.get_executor(), "test://cycler");
  arbin::cycler cycler;

  explicit arbin_bench(arbin::cycler_options options = {.channels = 8})
      : cycler(arbin::connections{link, nullptr}, options) {}

  template <class T>
  T run(sockio::awaitable<T> operation) {
    return test_support::run(io, std::move(operation));
  }
  template <class T>
  sockio::failure failure_of(sockio::awaitable<T> operation) {
    auto const ended = test_support::result_of(io, std::move(operation));
    EXPECT_TRUE(ended.has_error()) << "nothing failed";
    return ended.has_error() ? ended.error() : sockio::failure();
  }
};

}  // namespace cyclers::test
