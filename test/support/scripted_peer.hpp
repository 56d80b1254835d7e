#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <functional>
#include <memory>
#include <string>

#include "sockio/result.hpp"

namespace test_support {

/// Is one accepted TCP connection of a scripted peer.
class visitor {
 public:
  explicit visitor(boost::asio::ip::tcp::socket socket) : socket_(std::move(socket)) {}

  /// Waits for exactly these bytes. Returns whether they came.
  sockio::awaitable<bool> expects(std::string bytes) {
    std::string got;
    std::array<char, 4096> block{};
    while (got.size() < bytes.size()) {
      auto const [ec, n] = co_await socket_.async_read_some(
          boost::asio::buffer(block.data(), std::min(block.size(), bytes.size() - got.size())),
          boost::asio::as_tuple(boost::asio::deferred));
      if (ec) co_return false;
      got.append(block.data(), n);
    }
    EXPECT_EQ(got, bytes);
    co_return got == bytes;
  }
  /// Waits for whatever comes next; empty at the end.
  sockio::awaitable<std::string> hears() {
    std::string got(65536, '\0');
    auto const [ec, n] = co_await socket_.async_read_some(
        boost::asio::buffer(got), boost::asio::as_tuple(boost::asio::deferred));
    got.resize(ec ? 0 : n);
    co_return got;
  }
  sockio::awaitable<void> says(std::string bytes) {
    co_await boost::asio::async_write(socket_, boost::asio::buffer(bytes),
                                      boost::asio::as_tuple(boost::asio::deferred));
  }
  /// Hears everything and says nothing until the other side has gone.
  sockio::awaitable<void> stays_silent() {
    std::string heard = co_await hears();
    while (!heard.empty()) heard = co_await hears();
  }
  void hangs_up() { socket_.close(); }
  /// Breaks the connection, so that the other side sees a reset.
  void resets() {
    socket_.set_option(boost::asio::socket_base::linger(true, 0));
    socket_.close();
  }

 private:
  boost::asio::ip::tcp::socket socket_;
};

/// Is a TCP device on a free port of the loopback that does with each visitor what a test says.
class scripted_peer {
 public:
  using script = std::function<sockio::awaitable<void>(visitor&)>;

  scripted_peer(boost::asio::any_io_executor executor, script what)
      : state_(std::make_shared<state>(executor, std::move(what))) {
    boost::asio::co_spawn(executor, serve(state_), boost::asio::detached);
  }
  ~scripted_peer() { refuse(); }
  scripted_peer(scripted_peer const&) = delete;
  scripted_peer& operator=(scripted_peer const&) = delete;

  std::string url() const { return fmt::format("tcp://127.0.0.1:{}", state_->port); }
  int visitors() const { return state_->visitors; }
  /// Listens no more; who is in stays.
  void refuse() {
    boost::asio::post(state_->acceptor.get_executor(), [s = state_] { s->acceptor.close(); });
  }

  /// Answers each line with "<line> ok".
  static sockio::awaitable<void> echo(visitor& who) {
    std::string begun;
    for (std::string more = co_await who.hears(); !more.empty(); more = co_await who.hears()) {
      begun += more;
      for (auto end = begun.find('\n'); end != begun.npos; end = begun.find('\n')) {
        co_await who.says(begun.substr(0, end) + " ok\n");
        begun.erase(0, end + 1);
      }
    }
  }

 private:
  struct state {
    state(boost::asio::any_io_executor const& executor, script does)
        : acceptor(executor, {boost::asio::ip::make_address("127.0.0.1"), 0}),
          port(acceptor.local_endpoint().port()),
          what(std::move(does)) {}
    boost::asio::ip::tcp::acceptor acceptor;
    std::uint16_t port;
    script what;
    std::atomic<int> visitors = 0;
  };

  static sockio::awaitable<void> serve(std::shared_ptr<state> s) {
    for (;;) {
      auto [ec, socket] =
          co_await s->acceptor.async_accept(boost::asio::as_tuple(boost::asio::deferred));
      if (ec) co_return;
      ++s->visitors;
      boost::asio::co_spawn(s->acceptor.get_executor(), receive(s, std::move(socket)),
                            boost::asio::detached);
    }
  }
  static sockio::awaitable<void> receive(std::shared_ptr<state> s,
                                         boost::asio::ip::tcp::socket socket) {
    visitor who(std::move(socket));
    co_await s->what(who);
  }

  std::shared_ptr<state> state_;
};

}  // namespace test_support
