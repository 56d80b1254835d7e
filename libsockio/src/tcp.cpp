#include <boost/asio/ip/tcp.hpp>

#include "basic_link.hpp"
#include "links.hpp"
#include "network.hpp"

namespace sockio::detail {

namespace {

namespace asio = boost::asio;

/// Carries a link's bytes over TCP.
class tcp_transport {
 public:
  using clock_type = clock;
  static constexpr bool datagrams = false;
  static constexpr std::size_t least_room = 1;

  tcp_transport(asio::any_io_executor const& executor, link_options const& options,
                sockio::endpoint const& where)
      : options_(options), port_(where.port), resolver_(where.host), socket_(executor) {}

  bool is_open() const { return socket_.is_open() && connected_; }
  condition look() const { return look_at_socket(descriptor(), datagrams); }
  bool peer_has_shut() const { return detail::peer_has_shut(descriptor()); }
  std::size_t available() const { return available_at(descriptor()); }
  std::size_t drain(std::string& into, std::size_t most) {
    return drain_socket(descriptor(), into, most, datagrams);
  }

  template <class Wire>
  awaitable<error_code> connect(Wire& wire, time_point until) {
    std::vector<asio::ip::address> addresses;
    std::shared_ptr<look_up> names;
    error_code ec = wire.unless_stopped(
        [&](tcp_transport& self) { return self.resolver_.begin(addresses, names); });
    if (names) ec = co_await names->wait(addresses);
    auto left = static_cast<int>(addresses.size());
    for (auto const& address : addresses) {
      // An address that swallows what is sent to it must not use up the time of the others.
      duration const share = left == 1 ? forever : (until - clock::now()) / left;
      --left;
      auto const made = co_await as_result(within(share, connect_to(wire, address)));
      ec = made ? error_code{} : made.error().code();
      if (!ec || ec == errc::cancelled) break;
    }
    if (ec) co_return ec;
    co_return wire.unless_stopped([](tcp_transport& self) { return self.ready(); });
  }

  template <class Wire>
  awaitable<void> connect_to(Wire& wire, asio::ip::address address) {
    asio::ip::tcp::endpoint const peer(address, port_);
    auto const [ec] = co_await wire.template locked<void(error_code)>([this, peer](auto handler) {
      close_socket();
      socket_.async_connect(peer, std::move(handler));
    });
    if (ec) throw boost::system::system_error(ec);
  }

  std::size_t try_write(std::string_view bytes, error_code& ec) {
    return send_now(descriptor(), bytes, ec);
  }
  template <class Handler>
  void write_some(std::string_view bytes, Handler handler) {
    socket_.async_write_some(asio::buffer(bytes.data(), bytes.size()), std::move(handler));
  }
  template <class Handler>
  void read_some(asio::mutable_buffer into, Handler handler) {
    socket_.async_read_some(into, std::move(handler));
  }
  template <class Handler>
  void wait_readable(Handler handler) {
    socket_.async_wait(asio::ip::tcp::socket::wait_read, std::move(handler));
  }

  void cancel() {
    resolver_.abandon();
    error_code ignored;
    socket_.cancel(ignored);
  }
  void close() {
    resolver_.abandon();
    close_socket();
  }

 private:
  int descriptor() const { return const_cast<asio::ip::tcp::socket&>(socket_).native_handle(); }
  void close_socket() {
    connected_ = false;
    error_code ignored;
    socket_.close(ignored);
  }
  error_code ready() {
    connected_ = true;
    set_socket_options(descriptor(), options_, true);
    return {};
  }

  link_options const& options_;
  std::uint16_t port_;
  resolver resolver_;
  asio::ip::tcp::socket socket_;
  bool connected_ = false;
};

}  // namespace

std::shared_ptr<link> tcp_link(asio::any_io_executor executor, endpoint const& where,
                               link_options const& options, callbacks events) {
  return std::make_shared<basic_link<tcp_transport>>(std::move(executor), where.url(), options,
                                                     std::move(events), where);
}

}  // namespace sockio::detail
