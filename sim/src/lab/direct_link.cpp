#include <boost/asio/compose.hpp>
#include <vector>

// The machinery of a link with sockets carries one without: the same deadlines, counters and
// failures.
#include "../../../libsockio/src/basic_link.hpp"
#include "lab/direct_line.hpp"
#include "sim/lab.hpp"

namespace sim {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using sockio::detail::condition;

class direct_transport {
 public:
  using clock_type = sockio::clock;
  static constexpr bool datagrams = false;
  static constexpr std::size_t least_room = 1;

  direct_transport(asio::any_io_executor const& executor, sockio::link_options const&,
                   std::shared_ptr<station> to)
      : line_(std::make_shared<lab_detail::direct_line>(executor, std::move(to))) {}

  bool is_open() const { return line_->is_open(); }
  condition look() const {
    if (!line_->is_open() || line_->ended()) return condition::dead;
    return line_->available() > 0 ? condition::stray : condition::quiet;
  }
  bool peer_has_shut() const { return line_->closed_behind(); }
  std::size_t available() const { return line_->available(); }
  std::size_t drain(std::string& into, std::size_t most) {
    std::string block(std::min(most, line_->available()), '\0');
    error_code ended;
    block.resize(line_->take(block.data(), block.size(), ended));
    into += block;
    return block.size();
  }

  template <class Wire>
  sockio::awaitable<error_code> connect(Wire& wire, sockio::time_point) {
    error_code failed;
    wire.with_transport([&](direct_transport& self) { failed = self.line_->open(); });
    co_return failed;
  }
  std::size_t try_write(std::string_view bytes, error_code& failed) {
    failed = line_->write(bytes);
    return failed ? 0 : bytes.size();
  }
  template <class Handler>
  void write_some(std::string_view bytes, Handler handler) {
    error_code const failed = line_->write(bytes);
    asio::post(asio::append(std::move(handler), failed, failed ? 0 : bytes.size()));
  }
  template <class Handler>
  void read_some(asio::mutable_buffer into, Handler handler) {
    asio::async_compose<Handler, void(error_code, std::size_t)>(
        [line = line_, into, waited = false](auto& self, error_code failed = {}) mutable {
          if (!std::exchange(waited, true)) return line->wait(std::move(self));
          // A wait is cut short when the device has closed, too.
          if (failed && line->closed_behind()) failed = {};
          std::size_t const size =
              failed ? 0 : line->take(static_cast<char*>(into.data()), into.size(), failed);
          // What arrived may have been an empty part: look again.
          if (!failed && size == 0) return line->wait(std::move(self));
          self.complete(failed, size);
        },
        handler);
  }
  template <class Handler>
  void wait_readable(Handler handler) {
    line_->wait(std::move(handler));
  }
  void cancel() { line_->cancel(); }
  void close() { line_->close(); }

 private:
  std::shared_ptr<lab_detail::direct_line> line_;
};

}  // namespace

std::shared_ptr<sockio::link> lab::link(asio::any_io_executor executor, std::size_t n,
                                        sockio::link_options const& how, sockio::callbacks events) {
  auto to = stations_.at(n);
  auto url = "sim://" + to->name();
  return std::make_shared<sockio::detail::basic_link<direct_transport>>(
      std::move(executor), std::move(url), how, std::move(events), std::move(to));
}

}  // namespace sim
