#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>

#include "sockio/endpoint.hpp"
#include "sockio/open_link.hpp"

namespace url_test {

using sockio::parse_url;
using testing::HasSubstr;

sockio::endpoint read(std::string_view url, std::uint16_t port = 0) {
  return parse_url(url, port).value();
}

TEST(url, of_a_network_device_names_host_and_port) {
  auto const tcp = read("tcp://192.168.1.123:5000");
  EXPECT_EQ(tcp.scheme, sockio::scheme::tcp);
  EXPECT_EQ(tcp.host, "192.168.1.123");
  EXPECT_EQ(tcp.port, 5000);
  EXPECT_EQ(read("UDP://lab-4:5001/").scheme, sockio::scheme::udp);
  EXPECT_EQ(read("tcp://[::1]:5000").host, "::1");
  EXPECT_EQ(read("tcp://[fe80::1]", 57570).port, 57570);
  EXPECT_EQ(read("tcp://lab", 9031).port, 9031);
}

TEST(url, of_a_serial_line_names_file_and_settings) {
  auto const where =
      read("serial:///dev/ttyS0?baudrate=19200&parity=E&bytesize=7&stopbits=2&flow=rtscts");
  EXPECT_EQ(where.path, "/dev/ttyS0");
  EXPECT_EQ(where.serial.baudrate, 19200u);
  EXPECT_EQ(where.serial.parity, sockio::parity::even);
  EXPECT_EQ(where.serial.bytesize, 7u);
  EXPECT_EQ(where.serial.stop_bits, sockio::stop_bits::two);
  EXPECT_EQ(where.serial.flow_control, sockio::flow_control::hardware);
  EXPECT_EQ(read("serial:///dev/ttyS0").serial.baudrate, 9600u);
}

TEST(url, is_written_back_as_it_was_meant) {
  for (char const* url :
       {"tcp://192.168.1.123:5000", "udp://lab-4:5001", "tcp://[::1]:5000",
        "serial:///dev/ttyS0?baudrate=9600&bytesize=8&parity=N",
        "serial:///dev/ttyUSB3?baudrate=115200&bytesize=7&parity=O&stopbits=1.5&flow=xonxoff",
        "serial:///dev/ttyS0?baudrate=300&bytesize=5&parity=E&stopbits=2&flow=rtscts"})
    EXPECT_EQ(read(url).url(), url);
}

struct wrong {
  std::string_view url;
  char const* because;
};

/// Lets a failing test show its URL.
void PrintTo(wrong const& one, std::ostream* out) { *out << sockio::printable(one.url); }

class wrong_url : public testing::TestWithParam<wrong> {};

TEST_P(wrong_url, has_a_message_of_its_own) {
  auto const where = parse_url(GetParam().url);
  ASSERT_TRUE(where.has_error());
  EXPECT_EQ(where.error().code(), sockio::errc::bad_url);
  EXPECT_THAT(where.error().what(), HasSubstr(GetParam().because));
}

using namespace std::string_view_literals;

INSTANTIATE_TEST_SUITE_P(
    each, wrong_url,
    testing::Values(
        wrong{"", "does not begin with a scheme and '://'"},
        wrong{"192.168.1.123:5000", "does not begin with a scheme and '://'"},
        wrong{"tcp:/lab:5000", "does not begin with a scheme and '://'"},
        wrong{"http://lab:80", "scheme 'http' is not one of tcp, udp, serial"},
        wrong{"://lab:80", "scheme '' is not one of"}, wrong{"tcp://", "the host is missing"},
        wrong{"tcp://:5000", "the host is missing"}, wrong{"tcp://lab", "the port is missing"},
        wrong{"tcp://lab:", "the port is missing after ':'"},
        wrong{"tcp://[::1]:", "the port is missing after ':'"},
        wrong{"tcp://lab:0", "port '0' is not a number from 1 to 65535"},
        wrong{"tcp://lab:65536", "port '65536' is not"},
        wrong{"tcp://lab:99999999999999999999", "is not a number from 1 to 65535"},
        wrong{"tcp://lab:-1", "port '-1' is not"}, wrong{"tcp://lab:+5", "port '+5' is not"},
        wrong{"tcp://lab:5000x", "port '5000x' is not"},
        wrong{"tcp://lab: 5000", "port ' 5000' is not"},
        wrong{"tcp://lab:5000/path", "something after host and port"},
        wrong{"tcp://lab:5000?x=1", "something after host and port"},
        wrong{"tcp://user@lab:5000", "user names have no meaning"},
        wrong{"tcp://::1:5000", "stands in brackets"},
        wrong{"tcp://[::1:5000", "the ']' after the address is missing"},
        wrong{"tcp://[::1]x:5000", "something after the ']'"},
        wrong{"tcp://[lab]:5000", "what stands in brackets is not an IPv6 address"},
        wrong{"tcp://my lab:5000", "space or a control character"},
        wrong{"tcp://lab\n:5000", "space or a control character"},
        wrong{"tcp://lab\0:5000"sv, "space or a control character"},
        wrong{"serial://", "names no device file"}, wrong{"serial:///", "names no device file"},
        wrong{"serial://?baudrate=9600", "names no device file"},
        wrong{"serial://dev/ttyS0", "not an absolute path"},
        wrong{"serial:///dev/tty\0S0"sv, "the device file has a control character"},
        wrong{"serial:///dev/ttyS0?baudrate", "parameter 'baudrate' has no value"},
        wrong{"serial:///dev/ttyS0?baudrate=fast", "baudrate 'fast' is not one of 50, 75"},
        wrong{"serial:///dev/ttyS0?baudrate=0", "baudrate '0' is not"},
        wrong{"serial:///dev/ttyS0?baudrate=9601", "baudrate '9601' is not"},
        wrong{"serial:///dev/ttyS0?bytesize=9", "bytesize '9' is not one of 5, 6, 7, 8"},
        wrong{"serial:///dev/ttyS0?parity=X", "parity 'X' is not one of N, O, E"},
        wrong{"serial:///dev/ttyS0?stopbits=3", "stopbits '3' is not one of 1, 1.5, 2"},
        wrong{"serial:///dev/ttyS0?flow=dtr", "flow 'dtr' is not one of none, rtscts, xonxoff"},
        wrong{"serial:///dev/ttyS0?speed=9600", "unknown parameter 'speed'; known are baudrate"}));

TEST(url, that_is_wrong_is_shown_without_control_characters) {
  auto const where = parse_url("tcp://\x1b[31m:5000");
  EXPECT_THAT(where.error().what(), HasSubstr("\\x1b"));
}

TEST(open_link, says_which_option_is_wrong) {
  boost::asio::io_context io;
  auto const problem = [&](sockio::link_options options) -> std::string {
    try {
      sockio::open_link(io.get_executor(), "tcp://127.0.0.1:1", options);
    } catch (sockio::failure const& error) {
      EXPECT_EQ(error.code(), sockio::errc::bad_option);
      return error.what();
    }
    return "(nothing)";
  };
  EXPECT_THAT(problem({.eol = ""}), HasSubstr("eol"));
  EXPECT_THAT(problem({.timeout = {}}), HasSubstr("timeout"));
  EXPECT_THAT(problem({.connection_timeout = {}}), HasSubstr("connection_timeout"));
  EXPECT_THAT(problem({.hold_off = sockio::duration(-1)}), HasSubstr("hold_off"));
  EXPECT_THAT(problem({.gap = sockio::duration(-1)}), HasSubstr("gap"));
  EXPECT_THAT(problem({.settle = sockio::duration(-1)}), HasSubstr("settle"));
  EXPECT_THAT(problem({.settle = sockio::forever}), HasSubstr("settle"));
  EXPECT_THAT(problem({.buffer_limit = 0}), HasSubstr("buffer_limit"));
  EXPECT_THROW((void)sockio::link_options{.eol = "longer than 15 b"}, sockio::failure);
}

}  // namespace url_test
