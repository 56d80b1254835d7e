#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include <boost/asio/serial_port.hpp>

#include "basic_link.hpp"
#include "links.hpp"
#include "network.hpp"

namespace sockio::detail {

namespace {

namespace asio = boost::asio;

asio::serial_port::parity parity_of(serial_settings const& line) {
  using type = asio::serial_port::parity;
  switch (line.parity) {
    case parity::odd:
      return type(type::odd);
    case parity::even:
      return type(type::even);
    case parity::none:
      break;
  }
  return type(type::none);
}

asio::serial_port::stop_bits stop_bits_of(serial_settings const& line) {
  using type = asio::serial_port::stop_bits;
  switch (line.stop_bits) {
    case stop_bits::one_and_a_half:
      return type(type::onepointfive);
    case stop_bits::two:
      return type(type::two);
    case stop_bits::one:
      break;
  }
  return type(type::one);
}

asio::serial_port::flow_control flow_control_of(serial_settings const& line) {
  using type = asio::serial_port::flow_control;
  switch (line.flow_control) {
    case flow_control::hardware:
      return type(type::hardware);
    case flow_control::software:
      return type(type::software);
    case flow_control::none:
      break;
  }
  return type(type::none);
}

/// Carries a link's bytes over a serial line.
class serial_transport {
 public:
  using clock_type = clock;
  static constexpr bool datagrams = false;
  static constexpr std::size_t least_room = 1;

  serial_transport(asio::any_io_executor const& executor, link_options const&,
                   sockio::endpoint const& where)
      : where_(where), port_(executor) {}

  bool is_open() const { return port_.is_open(); }

  condition look() const {
    pollfd one{descriptor(), POLLIN, 0};
    if (::poll(&one, 1, 0) < 0 || (one.revents & (POLLERR | POLLNVAL)) != 0) return condition::dead;
    if ((one.revents & POLLIN) != 0 && available() > 0) return condition::stray;
    return (one.revents & POLLHUP) != 0 ? condition::dead : condition::quiet;
  }

  bool peer_has_shut() const { return false; }
  std::size_t available() const { return available_at(descriptor()); }

  std::size_t drain(std::string& into, std::size_t most) {
    std::size_t total = 0;
    while (total < most && available() > 0) {
      char block[4096];
      ssize_t const n = ::read(descriptor(), block, std::min(sizeof block, most - total));
      if (n <= 0) break;
      into.append(block, static_cast<std::size_t>(n));
      total += static_cast<std::size_t>(n);
    }
    return total;
  }

  template <class Wire>
  awaitable<error_code> connect(Wire& wire, time_point) {
    co_return wire.unless_stopped([](serial_transport& self) { return self.open(); });
  }

  std::size_t try_write(std::string_view, error_code& ec) {
    ec = asio::error::would_block;
    return 0;
  }
  template <class Handler>
  void write_some(std::string_view bytes, Handler handler) {
    port_.async_write_some(asio::buffer(bytes.data(), bytes.size()), std::move(handler));
  }
  template <class Handler>
  void read_some(asio::mutable_buffer into, Handler handler) {
    port_.async_read_some(into, std::move(handler));
  }
  template <class Handler>
  void wait_readable(Handler handler) {
    // A serial line has no end that could be watched for.
    (void)handler;
  }

  void cancel() {
    error_code ignored;
    port_.cancel(ignored);
  }
  void close() {
    error_code ignored;
    port_.close(ignored);
  }

 private:
  int descriptor() const { return const_cast<asio::serial_port&>(port_).native_handle(); }

  error_code open() {
    serial_settings const& line = where_.serial;
    error_code ec;
    port_.open(where_.path, ec);
    if (!ec) port_.set_option(asio::serial_port::baud_rate(line.baudrate), ec);
    if (!ec) port_.set_option(asio::serial_port::character_size(line.bytesize), ec);
    if (!ec) port_.set_option(parity_of(line), ec);
    if (!ec) port_.set_option(stop_bits_of(line), ec);
    if (!ec) port_.set_option(flow_control_of(line), ec);
    // A line has no connections: what is left of a late reply must not greet the next request.
    if (!ec) ::tcflush(descriptor(), TCIFLUSH);
    if (ec) close();
    return ec;
  }

  sockio::endpoint where_;
  asio::serial_port port_;
};

}  // namespace

std::shared_ptr<link> serial_link(asio::any_io_executor executor, endpoint const& where,
                                  link_options const& options, callbacks events) {
  return std::make_shared<basic_link<serial_transport>>(std::move(executor), where.url(), options,
                                                        std::move(events), where);
}

}  // namespace sockio::detail
