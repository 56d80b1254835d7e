#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <list>

#include "server/core.hpp"
#include "server/endpoints.hpp"

namespace sim::server_detail {
namespace {

using boost::asio::ip::udp;

constexpr std::size_t largest_datagram = 65'536;
constexpr std::size_t most_peers = 64;

/// Answers datagrams one after the other; remembers a conversation for each of the peers that were
/// heard last.
class udp_port final : public port, public std::enable_shared_from_this<udp_port> {
 public:
  udp_port(std::shared_ptr<core> of, transport_options const& how)
      : port(of, how), socket_(of->executor), timer_(of->executor), in_(largest_datagram, '\0') {
    auto const where = resolve(of->executor, how.kind, how.url);
    udp::endpoint const place(where.address(), where.port());
    boost::system::error_code failed;
    socket_.open(place.protocol(), failed);
    if (!failed) socket_.bind(place, failed);
    if (failed) throw_listen_error(failed, transport::udp, how.url);
    socket_.non_blocking(true);
    where_ = socket_.local_endpoint();
  }

  sim::address address() const override {
    return address_of(transport::udp, where_.address(), where_.port());
  }

  void close() override {
    boost::system::error_code ignored;
    socket_.close(ignored);
    timer_.cancel();
  }

  /// Waits for the next datagram. The mutex is held.
  void receive() {
    if (!socket_.is_open()) return;
    socket_.async_receive_from(boost::asio::buffer(in_), from_,
                               [self = shared_from_this()](auto failed, std::size_t size) {
                                 if (failed == boost::asio::error::operation_aborted)
                                   return self->forget();
                                 self->arrived(failed ? 0 : size, !failed);
                               });
  }

 private:
  struct peer {
    udp::endpoint where;
    std::unique_ptr<conversation> talk;
  };

  conversation& talk_with(udp::endpoint const& where) {
    for (auto one = peers_.begin(); one != peers_.end(); ++one)
      if (one->where == where) {
        peers_.splice(peers_.begin(), peers_, one);
        return *peers_.front().talk;
      }
    if (peers_.size() == most_peers) {
      core_->station->end(std::move(peers_.back().talk));
      peers_.pop_back();
    }
    core_->tell(log_level::info, "first datagram from {}:{}", where.address().to_string(),
                where.port());
    peers_.push_front({where, converse()});
    return *peers_.front().talk;
  }

  void arrived(std::size_t size, bool whole) {
    std::vector<reply> answers;
    if (whole && accepts()) {
      std::string datagram(in_, 0, size);
      if (plan_.changes_incoming()) plan_.incoming(datagram);
      core_->station->receive(talk_with(from_), datagram, answers);
      core_->tell(log_level::debug, "a datagram of {} bytes in, {} answers", size, answers.size());
    }
    std::lock_guard const lock(core_->mutex);
    core_->counters.bytes_in += size;
    core_->counters.replies += answers.size();
    received_ = std::chrono::steady_clock::now();
    steps_ = plan_.plan(answers, size, core_->station->time());
    next_ = 0;
    go_on();
  }

  /// Nobody is there for a datagram while connections are dropped or refused.
  bool accepts() {
    std::lock_guard const lock(core_->mutex);
    return plan_.misbehaviour().clients == faults::connections::accept;
  }

  void go_on() {
    for (; next_ < steps_.size() && socket_.is_open(); ++next_) {
      auto const& step = steps_[next_];
      auto const due = received_ + step.due;
      if (step.due > duration{} && due > std::chrono::steady_clock::now()) return wait_until(due);
      if (step.bytes.empty()) continue;
      boost::system::error_code lost;
      core_->counters.bytes_out += socket_.send_to(boost::asio::buffer(step.bytes), from_, 0, lost);
    }
    receive();
  }

  void wait_until(std::chrono::steady_clock::time_point due) {
    timer_.expires_at(due);
    timer_.async_wait([self = shared_from_this()](auto cancelled) {
      if (cancelled) return self->forget();
      std::lock_guard const lock(self->core_->mutex);
      self->go_on();
    });
  }

  void forget() {
    for (auto& one : peers_) core_->station->end(std::move(one.talk));
    peers_.clear();
  }

  udp::socket socket_;
  boost::asio::steady_timer timer_;
  udp::endpoint where_;
  udp::endpoint from_;
  std::string in_;
  std::list<peer> peers_;
  std::vector<step> steps_;
  std::size_t next_ = 0;
  std::chrono::steady_clock::time_point received_{};
};

}  // namespace

std::shared_ptr<port> open_udp(std::shared_ptr<core> of, transport_options const& how) {
  auto const made = std::make_shared<udp_port>(std::move(of), how);
  made->receive();
  return made;
}

}  // namespace sim::server_detail
