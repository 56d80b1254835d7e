#include <boost/asio/posix/stream_descriptor.hpp>
#include <filesystem>

#include "server/core.hpp"
#include "server/pty.hpp"
#include "server/stream_session.hpp"

namespace sim::server_detail {
namespace {

using boost::asio::posix::stream_descriptor;

/// Has one client for as long as it is there: whoever holds the other end of the line.
class serial_port final : public port, public std::enable_shared_from_this<serial_port> {
 public:
  serial_port(std::shared_ptr<core> of, transport_options const& how)
      : port(std::move(of), how),
        pty_(std::make_unique<pty>(how.url, how.baudrate)),
        path_(pty_->path()) {}

  sim::address address() const override {
    auto const whole = std::filesystem::absolute(path_).lexically_normal().string();
    return {.kind = transport::serial, .url = "serial://" + whole, .port = 0};
  }

  void close() override {
    if (auto const line = line_.lock()) line->close();
    pty_.reset();
  }

  void start() {
    stream_descriptor side(core_->executor, pty_->take_device_side());
    side.non_blocking(true);
    auto const line =
        std::make_shared<session>(std::move(side), core_, shared_from_this(), session::on_end{});
    line_ = line;
    line->read();
  }

 private:
  using session = stream_session<stream_descriptor>;

  std::unique_ptr<pty> pty_;
  std::string path_;
  std::weak_ptr<session> line_;
};

}  // namespace

std::shared_ptr<port> open_serial(std::shared_ptr<core> of, transport_options const& how) {
  auto const made = std::make_shared<serial_port>(std::move(of), how);
  made->start();
  return made;
}

}  // namespace sim::server_detail
