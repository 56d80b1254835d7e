#include <boost/asio/ip/tcp.hpp>
#include <map>

#include "server/core.hpp"
#include "server/endpoints.hpp"
#include "server/stream_session.hpp"

namespace sim::server_detail {
namespace {

using boost::asio::ip::tcp;

class tcp_port final : public port, public std::enable_shared_from_this<tcp_port> {
 public:
  tcp_port(std::shared_ptr<core> of, transport_options const& how)
      : port(of, how),
        acceptor_(of->executor),
        pause_(of->executor),
        where_(resolve(of->executor, how.kind, how.url)) {
    boost::system::error_code failed;
    bind(failed);
    if (failed) throw_listen_error(failed, transport::tcp, how.url);
    where_ = acceptor_.local_endpoint();
  }

  sim::address address() const override {
    return address_of(transport::tcp, where_.address(), where_.port());
  }

  void close() override {
    boost::system::error_code ignored;
    acceptor_.close(ignored);
    pause_.cancel();
    closed_ = true;
    for (auto const& [key, weak] : sessions_)
      if (auto const one = weak.lock()) one->close();
    sessions_.clear();
  }

  void misbehave(faults const& how) override {
    bool const listened = listening_;
    port::misbehave(how);
    bool const listens = how.clients != faults::connections::refuse;
    if (closed_ || listens == listened) return;
    boost::system::error_code failed;
    if (!listens) {
      // Bound but not listening: clients are refused and nobody else gets the port.
      acceptor_.close(failed);
      listening_ = false;
      bind(failed);
    } else {
      listen(failed);
    }
    if (failed) throw_listen_error(failed, transport::tcp, address().url);
  }

  /// Begins to take clients. The mutex is held.
  void start() {
    boost::system::error_code failed;
    listen(failed);
    if (failed) throw_listen_error(failed, transport::tcp, address().url);
    if (plan_.misbehaviour().clients == faults::connections::refuse)
      misbehave(plan_.misbehaviour());
  }

 private:
  using session = stream_session<tcp::socket>;

  void bind(boost::system::error_code& failed) {
    acceptor_.open(where_.protocol(), failed);
    if (!failed) acceptor_.set_option(tcp::acceptor::reuse_address(true), failed);
    if (!failed) acceptor_.bind(where_, failed);
  }

  void listen(boost::system::error_code& failed) {
    acceptor_.listen(tcp::acceptor::max_listen_connections, failed);
    if (failed) return;
    listening_ = true;
    accept();
  }

  void accept() {
    acceptor_.async_accept([self = shared_from_this()](auto failed, tcp::socket client) {
      if (!failed) self->welcome(std::move(client));
      std::lock_guard const lock(self->core_->mutex);
      if (!self->acceptor_.is_open() || !self->listening_) return;
      if (failed == boost::asio::error::operation_aborted) return;
      if (failed) return self->accept_later();
      self->accept();
    });
  }

  /// Without file descriptors left, accepting again at once would only burn the processor.
  void accept_later() {
    pause_.expires_after(std::chrono::milliseconds(100));
    pause_.async_wait([self = shared_from_this()](auto cancelled) {
      std::lock_guard const lock(self->core_->mutex);
      if (!cancelled && self->acceptor_.is_open()) self->accept();
    });
  }

  void welcome(tcp::socket client) {
    boost::system::error_code ignored;
    auto const from = client.remote_endpoint(ignored);
    client.set_option(tcp::no_delay(true), ignored);
    client.non_blocking(true, ignored);
    core_->tell(log_level::info, "new connection from {}:{}", from.address().to_string(),
                from.port());
    auto const one = std::make_shared<session>(std::move(client), core_, shared_from_this(),
                                               [this](session* ended) { sessions_.erase(ended); });
    one->watch();
    std::lock_guard const lock(core_->mutex);
    ++core_->counters.connections;
    bool const dropped = plan_.misbehaviour().clients == faults::connections::drop;
    if (dropped) ++core_->counters.refused;
    if (closed_ || dropped) return one->close();
    sessions_.emplace(one.get(), one);
    one->read();
  }

  tcp::acceptor acceptor_;
  boost::asio::steady_timer pause_;
  tcp::endpoint where_;
  bool listening_ = false;
  bool closed_ = false;
  std::map<session*, std::weak_ptr<session>> sessions_;
};

}  // namespace

port::port(std::shared_ptr<core> of, transport_options const& how)
    : core_(std::move(of)),
      kind_(how.kind),
      protocol_(how.protocol),
      plan_({.newline = how.newline,
             .baudrate = how.baudrate,
             .nack = core_->station->how().nack,
             .seed = core_->station->how().seed}) {
  plan_.misbehave(how.faults);
}

std::shared_ptr<port> open_tcp(std::shared_ptr<core> of, transport_options const& how) {
  auto const made = std::make_shared<tcp_port>(std::move(of), how);
  made->start();
  return made;
}

}  // namespace sim::server_detail
