#include <algorithm>
#include <boost/asio/ip/udp.hpp>

#include "basic_link.hpp"
#include "links.hpp"
#include "network.hpp"

namespace sockio::detail {

namespace {

namespace asio = boost::asio;

/// Carries a link's bytes over UDP: one request is one datagram, and a datagram is complete without
/// a line end.
///
/// A new connection is a new socket, and so a new local port: a late datagram goes to the old one
/// and is lost.
class udp_transport {
 public:
  using clock_type = clock;
  static constexpr bool datagrams = true;
  static constexpr std::size_t least_room = 65536;

  udp_transport(asio::any_io_executor const& executor, link_options const& options,
                sockio::endpoint const& where)
      : options_(options), port_(where.port), resolver_(where.host), socket_(executor) {}

  bool is_open() const { return socket_.is_open(); }
  condition look() const { return look_at_socket(descriptor(), datagrams); }
  bool peer_has_shut() const { return false; }
  std::size_t available() const { return available_at(descriptor()); }
  std::size_t drain(std::string& into, std::size_t most) {
    return drain_socket(descriptor(), into, most, datagrams);
  }

  template <class Wire>
  awaitable<error_code> connect(Wire& wire, time_point) {
    std::vector<asio::ip::address> addresses;
    std::shared_ptr<look_up> names;
    error_code ec = wire.unless_stopped(
        [&](udp_transport& self) { return self.resolver_.begin(addresses, names); });
    if (names) ec = co_await names->wait(addresses);
    if (ec) co_return ec;
    // Nothing tells beforehand that nobody listens at an address, and instruments speak IPv4.
    auto const v4 = std::ranges::find_if(addresses, &asio::ip::address::is_v4);
    asio::ip::udp::endpoint const peer(v4 == addresses.end() ? addresses.front() : *v4, port_);
    co_return wire.unless_stopped([&](udp_transport& self) { return self.open(peer); });
  }

  std::size_t try_write(std::string_view bytes, error_code& ec) {
    return send_now(descriptor(), bytes, ec);
  }
  template <class Handler>
  void write_some(std::string_view bytes, Handler handler) {
    socket_.async_send(asio::buffer(bytes.data(), bytes.size()), std::move(handler));
  }
  template <class Handler>
  void read_some(asio::mutable_buffer into, Handler handler) {
    socket_.async_receive(into, std::move(handler));
  }
  template <class Handler>
  void wait_readable(Handler handler) {
    socket_.async_wait(asio::ip::udp::socket::wait_read, std::move(handler));
  }

  void cancel() {
    resolver_.abandon();
    error_code ignored;
    socket_.cancel(ignored);
  }
  void close() {
    resolver_.abandon();
    error_code ignored;
    socket_.close(ignored);
  }

 private:
  error_code open(asio::ip::udp::endpoint const& peer) {
    error_code ec;
    socket_.open(peer.protocol(), ec);
    if (!ec) set_socket_options(descriptor(), options_, false);
    if (!ec) socket_.connect(peer, ec);
    if (ec) close();
    return ec;
  }
  int descriptor() const { return const_cast<asio::ip::udp::socket&>(socket_).native_handle(); }

  link_options const& options_;
  std::uint16_t port_;
  resolver resolver_;
  asio::ip::udp::socket socket_;
};

}  // namespace

std::shared_ptr<link> udp_link(asio::any_io_executor executor, endpoint const& where,
                               link_options const& options, callbacks events) {
  return std::make_shared<basic_link<udp_transport>>(std::move(executor), where.url(), options,
                                                     std::move(events), where);
}

}  // namespace sockio::detail
