#pragma once

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <cyclers/arbin/codec.hpp>
#include <cyclers/arbin/session.hpp>
#include <functional>
#include <memory>
#include <sockio/open_link.hpp>
#include <string>
#include <utility>
#include <vector>

#include "support/running.hpp"
#include "support/scripted_peer.hpp"

namespace cyclers::test {

using sockio::awaitable;

/// Writes a feedback with some bytes of it changed and a checksum that is right again.
inline std::string forged(std::string bytes, std::size_t at, std::string_view other) {
  bytes.replace(at, other.size(), other);
  bytes.resize(bytes.size() - arbin::message_header::checksum_size);
  auto const sum = arbin::checksum(bytes);
  bytes += static_cast<char>(sum & 0xFF);
  bytes += static_cast<char>(sum >> 8);
  return bytes;
}

/// Is one connection as a cycler sees it: hears requests, says feedbacks.
class cti_talk {
 public:
  explicit cti_talk(test_support::visitor& who) : who_(who) {}

  /// Waits for a request, which has to be C.
  template <class C>
  awaitable<typename C::request> hears() {
    auto const bytes = co_await next();
    auto const heard = arbin::read_request(bytes);
    if (heard && heard->template request<C>()) co_return *heard->template request<C>();
    ADD_FAILURE() << C::info.name
                  << " did not come: " << (heard ? heard->what().text() : "bytes of another kind");
    co_return typename C::request{};
  }
  template <class C>
  awaitable<void> says(typename C::reply const& what) {
    return who_.says(arbin::write_feedback<C>(what).value());
  }
  awaitable<void> says(std::string bytes) { return who_.says(std::move(bytes)); }
  awaitable<void> stays() { return who_.stays_silent(); }
  void hangs_up() { who_.hangs_up(); }

 private:
  awaitable<std::string> next() {
    for (;;) {
      std::string_view left = heard_;
      if (auto const whole = arbin::take_message(left, arbin::direction::request)) {
        std::string bytes(*whole);
        heard_.erase(0, bytes.size());
        co_return bytes;
      }
      auto const more = co_await who_.hears();
      if (more.empty()) co_return std::string();
      heard_ += more;
    }
  }

  test_support::visitor& who_;
  std::string heard_;
};

/// Is a cycler that does on its first, second, ... connection what a test says; then it is silent.
class cti_peer {
 public:
  using script = std::function<awaitable<void>(cti_talk&)>;

  explicit cti_peer(boost::asio::io_context& io)
      : peer_(io.get_executor(), [this](test_support::visitor& who) { return receive(who); }) {}

  cti_peer& visit(script what) {
    scripts_.push_back(std::move(what));
    return *this;
  }
  int visitors() const { return peer_.visitors(); }
  std::string url() const { return peer_.url(); }

 private:
  awaitable<void> receive(test_support::visitor& who) {
    auto const number = static_cast<std::size_t>(peer_.visitors()) - 1;
    cti_talk talk(who);
    if (number < scripts_.size())
      co_await scripts_[number](talk);
    else
      ADD_FAILURE() << "connection " << number + 1 << " was not expected";
    co_await talk.stays();
  }

  std::vector<script> scripts_;
  test_support::scripted_peer peer_;
};

/// Is a session with a scripted cycler; nobody logs in.
struct cti_bench {
  boost::asio::io_context io;
  cti_peer peer{io};
  std::shared_ptr<arbin::session> core = make({});

  arbin::connections links(arbin::cycler_options options = {}) {
    options.link.stray = sockio::unsolicited::fail;
    options.link.buffer_limit = options.longest_message;
    arbin::connections links;
    links.main = sockio::open_link(io.get_executor(), peer.url(), options.link);
    return links;
  }
  std::shared_ptr<arbin::session> make(arbin::cycler_options options) {
    return std::make_shared<arbin::session>(links(options), options,
                                            std::make_shared<arbin::login>());
  }
  template <class T>
  T run(awaitable<T> operation) {
    return test_support::run(io, std::move(operation));
  }
  template <class T>
  sockio::failure failure_of(awaitable<T> operation) {
    auto const ended = test_support::result_of(io, std::move(operation));
    EXPECT_TRUE(ended.has_error()) << "nothing failed";
    return ended.has_error() ? ended.error() : sockio::failure();
  }
};

}  // namespace cyclers::test
