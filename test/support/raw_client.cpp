#include "support/raw_client.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <charconv>

namespace test_support {
namespace {

constexpr int patience_ms = 5000;

int connect_to(std::string const& host, std::string const& port, int type) {
  sockaddr_in where{};
  std::uint16_t number = 0;
  std::from_chars(port.data(), port.data() + port.size(), number);
  where.sin_family = AF_INET;
  where.sin_port = htons(number);
  ::inet_pton(AF_INET, host.c_str(), &where.sin_addr);
  int const made = ::socket(AF_INET, type | SOCK_CLOEXEC, 0);
  if (::connect(made, reinterpret_cast<sockaddr const*>(&where), sizeof where) == 0) return made;
  ::close(made);
  return -1;
}

}  // namespace

raw_client::raw_client(std::string const& url) {
  auto const scheme = url.find("://");
  auto const kind = url.substr(0, scheme);
  auto const place = url.substr(scheme + 3);
  if (kind == "serial") {
    descriptor_ = ::open(place.c_str(), O_RDWR | O_NOCTTY | O_CLOEXEC);
    return;
  }
  auto const colon = place.rfind(':');
  descriptor_ = connect_to(place.substr(0, colon), place.substr(colon + 1),
                           kind == "udp" ? SOCK_DGRAM : SOCK_STREAM);
}

raw_client::~raw_client() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void raw_client::send(std::string_view bytes) const {
  while (!bytes.empty()) {
    auto const sent = ::write(descriptor_, bytes.data(), bytes.size());
    if (sent <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

std::string raw_client::read(std::size_t most) const {
  pollfd one{descriptor_, POLLIN, 0};
  if (::poll(&one, 1, patience_ms) <= 0) return "(nothing)";
  std::string bytes(most, '\0');
  auto const size = ::read(descriptor_, bytes.data(), bytes.size());
  bytes.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
  return bytes;
}

std::string raw_client::receive() const { return read(65536); }

std::string raw_client::line() const {
  std::string all;
  while (!all.ends_with('\n')) {
    auto const byte = read(1);
    if (byte.size() != 1) return all;
    all += byte;
  }
  return all;
}

std::string raw_client::rest() const {
  std::string all;
  for (auto part = receive(); !part.empty() && part != "(nothing)"; part = receive()) all += part;
  return all;
}

std::string raw_client::ask(std::string_view request) const {
  send(request);
  return line();
}

std::size_t raw_client::flood(std::string_view piece, std::size_t most) const {
  constexpr int quiet_ms = 300;
  std::size_t sent = 0;
  while (sent < most) {
    pollfd one{descriptor_, POLLOUT, 0};
    if (::poll(&one, 1, quiet_ms) <= 0) break;
    auto const size = ::send(descriptor_, piece.data(), piece.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (size > 0) sent += static_cast<std::size_t>(size);
  }
  return sent;
}

}  // namespace test_support
