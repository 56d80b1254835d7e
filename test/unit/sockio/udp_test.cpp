#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/ip/udp.hpp>

#include "sockio/open_link.hpp"
#include "support/running.hpp"

namespace udp_test {

using namespace std::chrono_literals;
using sockio::errc;
using test_support::result_of;
using test_support::run;
using testing::ElementsAre;
namespace asio = boost::asio;
using udp = asio::ip::udp;

/// Is a device that answers datagrams when a test says so.
struct device {
  explicit device(asio::io_context& io)
      : socket(io, udp::endpoint(asio::ip::make_address("127.0.0.1"), 0)) {}
  std::string url() const {
    return fmt::format("udp://127.0.0.1:{}", socket.local_endpoint().port());
  }
  /// Waits for a request and remembers who asked.
  std::string hears() {
    std::string bytes(1000, '\0');
    bytes.resize(socket.receive_from(asio::buffer(bytes), asker));
    return bytes;
  }
  void says(std::string_view bytes) { socket.send_to(asio::buffer(bytes), asker); }

  udp::socket socket;
  udp::endpoint asker;
};

/// Starts a request and waits until the device has it.
auto ask(asio::io_context& io, sockio::link& link, device& d, char const* what,
         sockio::call how = {}) {
  test_support::running<std::string> asked(io.get_executor(), link.write_readline(what, how));
  io.restart();
  while (d.socket.available() == 0) io.run_one_for(1ms);
  EXPECT_EQ(d.hears(), what);
  return asked;
}

void finish(asio::io_context& io, test_support::running<std::string> const& asked) {
  io.restart();
  while (!asked.done()) io.run_one_for(1s);
}

TEST(udp, takes_a_datagram_for_a_reply_with_and_without_a_line_end) {
  asio::io_context io;
  device d(io);
  auto const link = sockio::open_link(io.get_executor(), d.url());
  auto const first = ask(io, *link, d, "A?\n");
  d.says("1\r\n");
  finish(io, first);
  EXPECT_EQ(first.value(), "1\r\n");
  auto const second = ask(io, *link, d, "B?\n");
  d.says("2");
  finish(io, second);
  EXPECT_EQ(second.value(), "2");
}

TEST(udp, goes_on_with_another_port_so_that_a_late_datagram_meets_nobody) {
  asio::io_context io;
  device d(io);
  auto const link = sockio::open_link(io.get_executor(), d.url());
  auto const late = ask(io, *link, d, "A?\n", {.timeout = 20ms});
  finish(io, late);
  EXPECT_EQ(late.error(), errc::timed_out);
  auto const old_asker = d.asker;
  auto const next = ask(io, *link, d, "B?\n");
  d.socket.send_to(asio::buffer("late answer to A", 16), old_asker);
  d.says("answer to B");
  finish(io, next);
  EXPECT_NE(d.asker, old_asker);
  EXPECT_EQ(next.value(), "answer to B");
}

TEST(udp, drops_a_second_datagram_before_the_next_request) {
  asio::io_context io;
  device d(io);
  auto const link = sockio::open_link(io.get_executor(), d.url());
  auto const first = ask(io, *link, d, "A?\n");
  d.says("1");
  d.says("1 again");
  finish(io, first);
  auto const second = ask(io, *link, d, "B?\n");
  d.says("2");
  finish(io, second);
  EXPECT_EQ(second.value(), "2");
  EXPECT_EQ(link->counters().bytes_discarded, 7u);
}

TEST(udp, puts_several_lines_together_from_several_datagrams) {
  asio::io_context io;
  device d(io);
  auto const link = sockio::open_link(io.get_executor(), d.url());
  test_support::running<std::vector<std::string>> const both(io.get_executor(),
                                                             link->write_readlines("A;B\n", 2));
  while (d.socket.available() == 0) io.run_one_for(1ms);
  d.hears();
  d.says("1\n");
  d.says("2\n");
  io.restart();
  while (!both.done()) io.run_one_for(1s);
  EXPECT_THAT(both.value(), ElementsAre("1\n", "2\n"));
}

TEST(udp, is_not_ended_by_an_empty_datagram) {
  asio::io_context io;
  device d(io);
  bool ended = false;
  auto const link = sockio::open_link(io.get_executor(), d.url(), {},
                                      sockio::callbacks().on_eof_received([&] { ended = true; }));
  auto const first = ask(io, *link, d, "A?\n");
  d.says("");
  d.says("1");
  d.says("");
  finish(io, first);
  EXPECT_EQ(first.value(), "1");
  auto const second = ask(io, *link, d, "B?\n");
  d.says("2");
  finish(io, second);
  EXPECT_EQ(second.value(), "2");
  EXPECT_FALSE(ended);
  EXPECT_EQ(link->connection_counter(), 1u);
}

TEST(udp, cuts_no_datagram_however_it_is_read) {
  asio::io_context io;
  device d(io);
  auto const link = sockio::open_link(io.get_executor(), d.url());
  std::string const large(50'000, 'x');
  auto const first = ask(io, *link, d, "A?\n");
  d.says(large);
  finish(io, first);
  EXPECT_EQ(first.value(), large);
  d.says(large);
  EXPECT_EQ(run(io, link->readbuffer()), large);
}

TEST(udp, has_a_limit_for_replies_too) {
  asio::io_context io;
  device d(io);
  auto const link = sockio::open_link(io.get_executor(), d.url(), {.buffer_limit = 100});
  auto const first = ask(io, *link, d, "A?\n");
  d.says(std::string(101, 'x'));
  finish(io, first);
  EXPECT_EQ(first.error(), errc::reply_too_long);
}

TEST(udp, says_that_nobody_listens) {
  asio::io_context io;
  std::string url;
  {
    url = device(io).url();
  }
  auto const link = sockio::open_link(io.get_executor(), url);
  EXPECT_EQ(result_of(io, link->write_readline("A?\n")).error().code(),
            asio::error::connection_refused);
}

TEST(udp, says_that_a_request_is_too_long_for_a_datagram) {
  asio::io_context io;
  device d(io);
  auto const link = sockio::open_link(io.get_executor(), d.url());
  EXPECT_EQ(result_of(io, link->write(std::string(70'000, 'x'))).error().code(),
            asio::error::message_size);
}

}  // namespace udp_test
