#include "sim/server.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/steady_timer.hpp>

#include "server/core.hpp"
#include "server/endpoints.hpp"

namespace sim {

using server_detail::core;
using server_detail::port;

namespace {

constexpr auto tick = std::chrono::milliseconds(100);
constexpr int most_tries = 64;

std::shared_ptr<port> open_port(std::shared_ptr<core> const& of, transport_options const& how) {
  switch (how.kind) {
    case transport::tcp:
      return server_detail::open_tcp(of, how);
    case transport::udp:
      return server_detail::open_udp(of, how);
    case transport::serial:
      return server_detail::open_serial(of, how);
  }
  return {};
}

/// Replaces the port of "host:port".
std::string with_port(std::string const& url, int port) {
  return fmt::format("{}:{}", url.substr(0, url.rfind(':')), port);
}

bool any_port(std::string const& url) { return url.ends_with(":0"); }

}  // namespace

struct server::state : std::enable_shared_from_this<state> {
  explicit state(std::shared_ptr<core> of) : shared(std::move(of)), timer(shared->executor) {}

  /// Lets physics go on while nobody asks anything. The mutex is held.
  void tick_later() {
    timer.expires_after(tick);
    timer.async_wait([self = shared_from_this()](auto cancelled) {
      if (cancelled) return;
      self->shared->station->pass_time();
      self->tell_news();
      std::lock_guard const lock(self->shared->mutex);
      if (!self->ports.empty()) self->tick_later();
    });
  }

  void tell_news() const {
    for (auto const& each : shared->station->take_news())
      shared->tell(log_level::warning, "{}", each);
  }

  void keep(std::shared_ptr<port> one) {
    shared->tell(log_level::info, "listening on {}", one->address().url);
    if (ports.empty()) tick_later();
    ports.push_back(std::move(one));
  }

  /// Opens TCP with UDP on the next port; gives nothing back when the pair is not free.
  std::shared_ptr<port> open_beside(port const& tcp, transport_options how) {
    auto const next = tcp.address().port + 1;
    if (next > 65535) return {};
    how.kind = transport::udp;
    how.url = with_port(how.url, next);
    try {
      return open_port(shared, how);
    } catch (listen_error const&) {
      return {};
    }
  }

  void open_pair(transport_options const& how) {
    auto tcp = open_port(shared, how);
    auto udp = open_beside(*tcp, how);
    for (int tries = 1; !udp && any_port(how.url) && tries < most_tries; ++tries) {
      auto const other = open_port(shared, how);
      tcp->close();
      tcp = other;
      udp = open_beside(*tcp, how);
    }
    bool const required = how.udp_beside.value_or(false);
    if (!udp && required) {
      auto const next = with_port(how.url, tcp->address().port + 1);
      tcp->close();
      server_detail::throw_listen_error(boost::asio::error::address_in_use, transport::udp, next);
    }
    if (!udp)
      shared->tell(log_level::warning, "no UDP beside {}: the port is taken", tcp->address().url);
    keep(std::move(tcp));
    if (udp) keep(std::move(udp));
  }

  std::shared_ptr<core> shared;
  boost::asio::steady_timer timer;
  std::vector<std::shared_ptr<port>> ports;
};

server::server(boost::asio::any_io_executor executor, std::shared_ptr<sim::station> of,
               log_sink log)
    : state_(std::make_shared<state>(
          std::make_shared<core>(std::move(executor), std::move(of), std::move(log)))) {}

server::server(server&&) noexcept = default;

server& server::operator=(server&& other) noexcept {
  if (this == &other) return *this;
  if (state_) stop();
  state_ = std::move(other.state_);
  return *this;
}

server::~server() {
  if (state_) stop();
}

address server::open(transport_options const& how) {
  std::lock_guard const lock(state_->shared->mutex);
  auto const at = state_->ports.size();
  bool const pair = how.kind == transport::tcp &&
                    how.udp_beside.value_or(state_->shared->station->how().udp_beside_tcp);
  if (pair)
    state_->open_pair(how);
  else
    state_->keep(open_port(state_->shared, how));
  return state_->ports[at]->address();
}

void server::stop() {
  std::lock_guard const lock(state_->shared->mutex);
  state_->timer.cancel();
  state_->tell_news();
  for (auto const& one : state_->ports) one->close();
  state_->ports.clear();
}

std::vector<address> server::addresses() const {
  std::lock_guard const lock(state_->shared->mutex);
  std::vector<address> all;
  for (auto const& one : state_->ports) all.push_back(one->address());
  return all;
}

std::string server::url(std::size_t n) const {
  std::lock_guard const lock(state_->shared->mutex);
  return state_->ports.at(n)->address().url;
}

void server::misbehave(faults const& how) {
  std::lock_guard const lock(state_->shared->mutex);
  for (auto const& one : state_->ports) one->misbehave(how);
}

void server::misbehave(std::size_t n, faults const& how) {
  std::lock_guard const lock(state_->shared->mutex);
  state_->ports.at(n)->misbehave(how);
}

server_counters server::counters() const {
  std::lock_guard const lock(state_->shared->mutex);
  return state_->shared->counters;
}

sim::station& server::station() const noexcept { return *state_->shared->station; }

}  // namespace sim
