#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <netinet/ip.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include "network.hpp"
#include "sockio/open_link.hpp"
#include "support/running.hpp"
#include "support/scripted_peer.hpp"

namespace tcp_test {

using namespace std::chrono_literals;
using sockio::awaitable;
using sockio::errc;
using sockio::open_link;
using test_support::result_of;
using test_support::run;
using test_support::scripted_peer;
using test_support::visitor;
using testing::HasSubstr;

TEST(tcp, talks_to_a_device) {
  boost::asio::io_context io;
  scripted_peer device(io.get_executor(), scripted_peer::echo);
  auto const link = open_link(io.get_executor(), device.url());
  EXPECT_EQ(run(io, link->write_readline("A?\n")), "A? ok\n");
  EXPECT_TRUE(link->connected());
  link->close();
  EXPECT_FALSE(link->connected());
  EXPECT_EQ(run(io, link->write_readline("B?\n")), "B? ok\n");
  EXPECT_EQ(link->connection_counter(), 2u);
}

TEST(tcp, finds_a_device_by_its_name) {
  boost::asio::io_context io;
  scripted_peer device(io.get_executor(), scripted_peer::echo);
  std::string url = device.url();
  url.replace(url.find("127.0.0.1"), 9, "localhost");
  auto const link = open_link(io.get_executor(), url);
  EXPECT_EQ(run(io, link->write_readline("A?\n")), "A? ok\n");
}

TEST(tcp, puts_a_reply_together_from_its_bytes) {
  boost::asio::io_context io;
  scripted_peer device(io.get_executor(), [](visitor& who) -> awaitable<void> {
    co_await who.expects("A?\n");
    for (char const c : std::string("22.5 K\r\n")) co_await who.says(std::string(1, c));
  });
  auto const link = open_link(io.get_executor(), device.url());
  EXPECT_EQ(run(io, link->write_readline("A?\n", {.eol = "\r\n"})), "22.5 K\r\n");
}

TEST(tcp, hears_of_an_end_in_the_middle_of_a_reply_and_reconnects) {
  boost::asio::io_context io;
  scripted_peer device(io.get_executor(), [](visitor& who) -> awaitable<void> {
    co_await who.expects("A?\n");
    co_await who.says("22.");
    who.hangs_up();
  });
  auto const link = open_link(io.get_executor(), device.url());
  for (int i = 1; i <= 3; ++i) {
    EXPECT_EQ(result_of(io, link->write_readline("A?\n")).error().code(), errc::closed_by_peer);
    EXPECT_EQ(device.visitors(), i);
  }
}

TEST(tcp, hears_of_a_reset_and_reconnects) {
  boost::asio::io_context io;
  scripted_peer device(io.get_executor(), [n = 0](visitor& who) mutable -> awaitable<void> {
    return [](visitor& v, int number) -> awaitable<void> {
      if (number > 0) co_return co_await scripted_peer::echo(v);
      co_await v.expects("A?\n");
      v.resets();
    }(who, n++);
  });
  auto const link = open_link(io.get_executor(), device.url());
  EXPECT_EQ(result_of(io, link->write_readline("A?\n")).error().code(),
            boost::asio::error::connection_reset);
  EXPECT_EQ(run(io, link->write_readline("B?\n")), "B? ok\n");
}

TEST(tcp, notices_before_writing_that_an_idle_connection_is_dead) {
  boost::asio::io_context io;
  std::string heard;
  scripted_peer device(io.get_executor(), [&](visitor& who) -> awaitable<void> {
    heard += co_await who.hears();
    co_await who.says("ok\n");
    who.hangs_up();
  });
  auto const link = open_link(io.get_executor(), device.url());
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(run(io, link->write_readline("SET 1\n")), "ok\n");
    while (link->connected()) io.run_one();
  }
  EXPECT_EQ(heard, "SET 1\nSET 1\nSET 1\nSET 1\nSET 1\n") << "each once, and each on a new line";
  EXPECT_EQ(device.visitors(), 5);
}

TEST(tcp, gives_a_refused_connect_its_name) {
  boost::asio::io_context io;
  auto device = std::make_unique<scripted_peer>(io.get_executor(), scripted_peer::echo);
  std::string const url = device->url();
  device.reset();
  io.run();
  io.restart();
  auto const link = open_link(io.get_executor(), url);
  auto const asked = result_of(io, link->write_readline("A?\n"));
  EXPECT_EQ(asked.error().code(), boost::asio::error::connection_refused);
  EXPECT_THAT(asked.error().what(), HasSubstr(url + ": 'A?' was not sent: cannot connect"));
  EXPECT_EQ(result_of(io, link->write_readline("A?\n")).error().code(),
            boost::asio::error::connection_refused);
}

TEST(tcp, waits_for_a_device_that_accepts_and_never_answers_no_longer_than_it_may) {
  boost::asio::io_context io;
  scripted_peer device(io.get_executor(),
                       [](visitor& who) -> awaitable<void> { co_await who.stays_silent(); });
  auto const link = open_link(io.get_executor(), device.url());
  auto const asked = result_of(io, link->write_readline("A?\n", {.timeout = 20ms}));
  EXPECT_EQ(asked.error().code(), errc::timed_out);
  EXPECT_GE(asked.error().story().elapsed, 20ms);
  EXPECT_LT(asked.error().story().elapsed, 2s);
}

TEST(tcp, can_be_cancelled_while_a_full_socket_blocks_its_write) {
  boost::asio::io_context io;
  scripted_peer device(io.get_executor(), [](visitor&) -> awaitable<void> {
    boost::asio::steady_timer never(co_await boost::asio::this_coro::executor,
                                    boost::asio::steady_timer::time_point::max());
    co_await never.async_wait(boost::asio::as_tuple(boost::asio::deferred));
  });
  auto const link = open_link(io.get_executor(), device.url());
  std::string const much(64 << 20, 'x');
  test_support::running<void> asked(io.get_executor(), link->write(much));
  boost::asio::steady_timer until_full(io, 20ms);
  until_full.async_wait([&](auto) { asked.cancel(); });
  while (!asked.done()) io.run_one();
  EXPECT_EQ(asked.error(), errc::cancelled);
  EXPECT_FALSE(link->connected());
  EXPECT_LT(link->counters().bytes_out, much.size());
}

TEST(tcp, ends_an_endless_line_at_the_limit) {
  boost::asio::io_context io;
  scripted_peer device(io.get_executor(), [](visitor& who) -> awaitable<void> {
    for (int i = 0; i < 100; ++i) co_await who.says(std::string(10'000, 'x'));
  });
  auto const link = open_link(io.get_executor(), device.url(), {.buffer_limit = 100'000});
  auto const asked = result_of(io, link->readline());
  EXPECT_EQ(asked.error().code(), errc::reply_too_long);
  EXPECT_EQ(link->counters().bytes_in, 100'000u);
}

TEST(tcp, carries_a_reply_that_is_as_long_as_it_may_be) {
  boost::asio::io_context io;
  scripted_peer device(io.get_executor(), [](visitor& who) -> awaitable<void> {
    co_await who.expects("A?\n");
    co_await who.says(std::string((1 << 20) - 1, 'x') + "\n");
  });
  auto const link = open_link(io.get_executor(), device.url());
  EXPECT_EQ(run(io, link->write_readline("A?\n")).size(), 1u << 20);
}

TEST(tcp, drops_bytes_that_were_on_the_wire_before_the_request) {
  boost::asio::io_context io;
  scripted_peer device(io.get_executor(), [](visitor& who) -> awaitable<void> {
    co_await who.says("WELCOME TO THE LAB\n");
    co_await scripted_peer::echo(who);
  });
  auto const link = open_link(io.get_executor(), device.url());
  run(io, link->open());
  while (link->in_waiting() < 19) io.run_one_for(1ms);
  EXPECT_EQ(run(io, link->write_readline("A?\n")), "A? ok\n");
  EXPECT_EQ(link->counters().bytes_discarded, 19u);
}

TEST(tcp, watches_an_idle_connection_when_told_so) {
  boost::asio::io_context io;
  sockio::error_code lost;
  scripted_peer device(io.get_executor(), [](visitor& who) -> awaitable<void> {
    co_await who.expects("A?\n");
    co_await who.says("1\n");
    who.hangs_up();
  });
  auto const link = open_link(
      io.get_executor(), device.url(), {.watch = true},
      sockio::callbacks().on_connection_lost([&](sockio::error_code why) { lost = why; }));
  EXPECT_EQ(run(io, link->write_readline("A?\n")), "1\n");
  while (!lost) io.run_one();
  EXPECT_EQ(lost, errc::closed_by_peer);
}

TEST(tcp, leaves_the_event_loop_nothing_to_do_while_idle) {
  boost::asio::io_context io;
  {
    scripted_peer device(io.get_executor(), [](visitor& who) -> awaitable<void> {
      co_await who.expects("A?\n");
      co_await who.says("1\n");
    });
    auto const link = open_link(io.get_executor(), device.url());
    EXPECT_EQ(run(io, link->write_readline("A?\n")), "1\n");
    device.refuse();
    io.restart();
    // It returns by itself: no alarm of the finished request is left.
    io.run_for(2s);
    EXPECT_TRUE(io.stopped());
  }
}

int option(int descriptor, int level, int name) {
  int value = -1;
  socklen_t size = sizeof value;
  EXPECT_EQ(::getsockopt(descriptor, level, name, &value, &size), 0);
  return value;
}

TEST(socket_options, are_set_as_the_link_says) {
  int const fd = ::socket(AF_INET, SOCK_STREAM, 0);
  sockio::detail::set_socket_options(fd, {}, true);
  EXPECT_EQ(option(fd, IPPROTO_TCP, TCP_NODELAY), 1);
  EXPECT_EQ(option(fd, IPPROTO_IP, IP_TOS), IPTOS_LOWDELAY);
  EXPECT_EQ(option(fd, SOL_SOCKET, SO_KEEPALIVE), 1);
  EXPECT_EQ(option(fd, IPPROTO_TCP, TCP_KEEPIDLE), 60);
  EXPECT_EQ(option(fd, IPPROTO_TCP, TCP_KEEPINTVL), 10);
  EXPECT_EQ(option(fd, IPPROTO_TCP, TCP_KEEPCNT), 3);
  ::close(fd);
}

TEST(socket_options, ask_for_low_delay_over_ipv6_too) {
  int const fd = ::socket(AF_INET6, SOCK_STREAM, 0);
  if (fd < 0) GTEST_SKIP() << "this machine has no IPv6";
  sockio::detail::set_socket_options(fd, {}, true);
  EXPECT_EQ(option(fd, IPPROTO_IPV6, IPV6_TCLASS), IPTOS_LOWDELAY);
  ::close(fd);
}

TEST(socket_options, may_be_switched_off) {
  int const fd = ::socket(AF_INET, SOCK_STREAM, 0);
  sockio::detail::set_socket_options(
      fd, {.no_delay = false, .low_delay = false, .keep_alive = std::nullopt}, true);
  EXPECT_EQ(option(fd, IPPROTO_TCP, TCP_NODELAY), 0);
  EXPECT_EQ(option(fd, IPPROTO_IP, IP_TOS), 0);
  EXPECT_EQ(option(fd, SOL_SOCKET, SO_KEEPALIVE), 0);
  ::close(fd);
}

}  // namespace tcp_test
