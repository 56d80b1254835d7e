#include "network.hpp"

#include <netinet/in.h>
#include <netinet/ip.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <algorithm>
#include <boost/asio/error.hpp>
#include <system_error>

namespace sockio::detail {

namespace asio = boost::asio;

namespace {

void set_option(int descriptor, int level, int name, int value) {
  // A system that does not know an option works without it.
  (void)::setsockopt(descriptor, level, name, &value, sizeof value);
}

}  // namespace

void set_socket_options(int descriptor, link_options const& options, bool tcp) {
  if (options.low_delay) {
    set_option(descriptor, IPPROTO_IP, IP_TOS, IPTOS_LOWDELAY);
    set_option(descriptor, IPPROTO_IPV6, IPV6_TCLASS, IPTOS_LOWDELAY);
  }
  if (!tcp) return;
  set_option(descriptor, IPPROTO_TCP, TCP_NODELAY, options.no_delay ? 1 : 0);
  if (!options.keep_alive) return;
  set_option(descriptor, SOL_SOCKET, SO_KEEPALIVE, 1);
  set_option(descriptor, IPPROTO_TCP, TCP_KEEPIDLE,
             static_cast<int>(options.keep_alive->idle.count()));
  set_option(descriptor, IPPROTO_TCP, TCP_KEEPINTVL,
             static_cast<int>(options.keep_alive->interval.count()));
  set_option(descriptor, IPPROTO_TCP, TCP_KEEPCNT, options.keep_alive->probes);
}

condition look_at_socket(int descriptor, bool datagrams) {
  char byte = 0;
  ssize_t const n = ::recv(descriptor, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  if (n > 0 || (n == 0 && datagrams)) return condition::stray;
  if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) return condition::quiet;
  return condition::dead;
}

std::size_t available_at(int descriptor) {
  int count = 0;
  return ::ioctl(descriptor, FIONREAD, &count) == 0 && count > 0 ? static_cast<std::size_t>(count)
                                                                 : 0;
}

bool peer_has_shut(int descriptor) {
  pollfd one{descriptor, POLLRDHUP, 0};
  return ::poll(&one, 1, 0) > 0;
}

std::size_t drain_socket(int descriptor, std::string& into, std::size_t most, bool datagrams) {
  static constexpr std::size_t block = 4096;
  static constexpr std::size_t largest_datagram = 65536;
  std::size_t const begin = into.size();
  for (;;) {
    std::size_t const old = into.size();
    std::size_t const left = most - std::min(most, old - begin);
    if (left == 0) return old - begin;
    into.resize(old + (datagrams ? largest_datagram : std::min(block, left)));
    ssize_t const n = ::recv(descriptor, into.data() + old, into.size() - old, MSG_DONTWAIT);
    into.resize(old + static_cast<std::size_t>(std::max<ssize_t>(n, 0)));
    if (n <= 0) return old - begin;
  }
}

std::size_t send_now(int descriptor, std::string_view bytes, error_code& ec) {
  ssize_t const n = ::send(descriptor, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  if (n >= 0) return static_cast<std::size_t>(n);
  if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) {
    ec = asio::error::would_block;
  } else {
    ec.assign(errno, boost::system::system_category());
  }
  return 0;
}

error_code resolver::begin(std::vector<asio::ip::address>& addresses,
                           std::shared_ptr<look_up>& names) {
  error_code ec;
  auto const address = asio::ip::make_address(host_, ec);
  if (!ec) {
    addresses.push_back(address);
    return ec;
  }
  try {
    if (!look_up_ || look_up_->done()) look_up_ = look_up::start(host_);
  } catch (std::system_error const& error) {
    return error.code();
  }
  names = look_up_;
  names->enlist();
  return {};
}

}  // namespace sockio::detail
