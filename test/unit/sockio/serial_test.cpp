#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

#include <boost/asio/deferred.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

#include "sockio/open_link.hpp"
#include "support/running.hpp"

namespace serial_test {

using namespace std::chrono_literals;
using sockio::errc;
using test_support::result_of;
using test_support::run;
using testing::HasSubstr;
namespace asio = boost::asio;

/// Is a device on the far side of a pseudo terminal.
struct device {
  explicit device(asio::io_context& io) : wire(io, ::posix_openpt(O_RDWR | O_NOCTTY)) {
    EXPECT_EQ(::grantpt(wire.native_handle()), 0);
    EXPECT_EQ(::unlockpt(wire.native_handle()), 0);
    path = ::ptsname(wire.native_handle());
    // A pseudo terminal whose near side is closed by all would tell its device so; a line does not.
    near = ::open(path.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK);
  }
  ~device() { ::close(near); }
  std::string url(char const* settings = "?baudrate=19200") const {
    return "serial://" + path + settings;
  }
  void says(std::string_view bytes) {
    EXPECT_EQ(::write(wire.native_handle(), bytes.data(), bytes.size()),
              static_cast<ssize_t>(bytes.size()));
  }
  /// Says something and waits until it has come through the system.
  void says_unasked(std::string_view bytes) {
    says(bytes);
    pollfd come{near, POLLIN, 0};
    EXPECT_EQ(::poll(&come, 1, 5000), 1);
  }
  termios settings() {
    termios now{};
    ::tcgetattr(wire.native_handle(), &now);
    return now;
  }

  asio::posix::stream_descriptor wire;
  std::string path;
  int near = -1;
};

/// Waits for a line and answers it.
sockio::awaitable<void> answer(device& d, std::string reply) {
  std::string heard(100, '\0');
  co_await d.wire.async_read_some(asio::buffer(heard), asio::deferred);
  d.says(reply);
}

TEST(serial, carries_requests_and_replies) {
  asio::io_context io;
  device d(io);
  auto const link = sockio::open_link(io.get_executor(), d.url());
  for (char const* reply : {"Cryo-con\r\n", "77.35\r\n"}) {
    test_support::running<void> const far(io.get_executor(), answer(d, reply));
    EXPECT_EQ(run(io, link->write_readline("*IDN?\n")), reply);
  }
  EXPECT_EQ(link->connection_counter(), 1u);
}

TEST(serial, carries_every_byte_as_it_is) {
  asio::io_context io;
  device d(io);
  auto const link = sockio::open_link(io.get_executor(), d.url());
  run(io, link->open());
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  d.says(all);
  EXPECT_EQ(run(io, link->readexactly(256)), all);
}

TEST(serial, sets_the_line_up_as_the_url_says) {
  asio::io_context io;
  device d(io);
  auto const link =
      sockio::open_link(io.get_executor(), d.url("?baudrate=115200&stopbits=2&flow=xonxoff"));
  run(io, link->open());
  termios const line = d.settings();
  EXPECT_EQ(::cfgetospeed(&line), static_cast<speed_t>(B115200));
  EXPECT_NE(line.c_cflag & CSTOPB, 0u);
  EXPECT_NE(line.c_iflag & IXON, 0u);
}

TEST(serial, drops_what_was_on_the_line_before_the_request) {
  asio::io_context io;
  device d(io);
  auto const link = sockio::open_link(io.get_executor(), d.url());
  run(io, link->open());
  d.says_unasked("noise\n");
  EXPECT_EQ(link->in_waiting(), 6u);
  test_support::running<void> const far(io.get_executor(), answer(d, "1\n"));
  EXPECT_EQ(run(io, link->write_readline("A?\n")), "1\n");
  EXPECT_EQ(link->counters().bytes_discarded, 6u);
}

TEST(serial, ends_a_request_without_a_reply_and_starts_afresh) {
  asio::io_context io;
  device d(io);
  auto const link = sockio::open_link(io.get_executor(), d.url(), {.settle = 0ms});
  auto const late = result_of(io, link->write_readline("A?\n", {.timeout = 20ms}));
  EXPECT_EQ(late.error().code(), errc::timed_out);
  d.says_unasked("late answer to A\n");
  std::string heard(100, '\0');
  d.wire.read_some(asio::buffer(heard));
  test_support::running<void> const far(io.get_executor(), answer(d, "answer to B\n"));
  EXPECT_EQ(run(io, link->write_readline("B?\n")), "answer to B\n");
}

TEST(serial, takes_no_answer_that_comes_after_the_next_request_for_its_reply) {
  asio::io_context io;
  device d(io);
  auto const link = sockio::open_link(io.get_executor(), d.url(), {.settle = 50ms});
  auto const late = result_of(io, link->write_readline("A?\n", {.timeout = 20ms}));
  EXPECT_EQ(late.error().code(), errc::timed_out);
  std::string heard(100, '\0');
  d.wire.read_some(asio::buffer(heard));
  test_support::running<std::string> const next(io.get_executor(), link->write_readline("B?\n"));
  io.restart();
  io.poll();
  d.says_unasked("late answer to A\n");
  test_support::running<void> const far(io.get_executor(), answer(d, "answer to B\n"));
  while (!next.done() && io.run_one_for(5s) > 0) {
  }
  EXPECT_EQ(next.value(), "answer to B\n");
}

TEST(serial, waits_for_a_late_reply_as_long_as_for_a_reply_unless_told_otherwise) {
  asio::io_context io;
  auto const settle = [&](char const* url, sockio::link_options options) {
    return sockio::open_link(io.get_executor(), url, options)->options().settle;
  };
  EXPECT_EQ(settle("serial:///dev/ttyS0", {.timeout = 200ms}), 200ms);
  EXPECT_EQ(settle("serial:///dev/ttyS0", {.timeout = sockio::forever}), 3s);
  EXPECT_EQ(settle("serial:///dev/ttyS0", {.settle = 0ms}), 0ms);
  EXPECT_EQ(settle("tcp://localhost:5000", {}), std::nullopt);
}

TEST(serial, notices_that_the_device_was_unplugged) {
  asio::io_context io;
  device d(io);
  auto const link = sockio::open_link(io.get_executor(), d.url(), {.hold_off = {}});
  run(io, link->open());
  EXPECT_TRUE(link->connected());
  d.wire.close();
  EXPECT_FALSE(link->connected());
  auto const asked = result_of(io, link->write_readline("A?\n"));
  EXPECT_THAT(asked.error().what(), HasSubstr("was not sent: cannot connect"));
}

TEST(serial, says_which_device_file_is_missing) {
  asio::io_context io;
  auto const link = sockio::open_link(io.get_executor(), "serial:///dev/ttyNone");
  auto const asked = result_of(io, link->write_readline("A?\n"));
  EXPECT_EQ(asked.error().code(), boost::system::errc::no_such_file_or_directory);
  EXPECT_THAT(asked.error().what(),
              HasSubstr("serial:///dev/ttyNone?baudrate=9600&bytesize=8&parity=N: 'A?' was not "
                        "sent: cannot connect: No such file or directory"));
}

}  // namespace serial_test
