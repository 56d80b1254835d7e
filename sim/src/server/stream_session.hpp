#pragma once

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "server/core.hpp"

namespace sim::server_detail {

/// Serves one client on a stream: read, let the device answer, write, read again.
///
/// It does not read while answers are on their way: they keep their order, and a client that does
/// not take its answers costs no more than the answers to one read.
template <class Stream>
class stream_session : public std::enable_shared_from_this<stream_session<Stream>> {
 public:
  using on_end = std::function<void(stream_session*)>;

  stream_session(Stream stream, std::shared_ptr<core> of, std::shared_ptr<port> at, on_end ended)
      : stream_(std::move(stream)),
        core_(std::move(of)),
        port_(std::move(at)),
        ended_(std::move(ended)),
        talk_(port_->converse()) {}

  /// Lets the device end the connection by itself. The mutex of the core is not held.
  void watch() {
    core_->station->watch(*talk_, [weak = this->weak_from_this(), executor = core_->executor] {
      boost::asio::post(executor, [weak] {
        if (auto const self = weak.lock()) self->hung_up();
      });
    });
  }

  /// Starts reading. The mutex of the core is held.
  void read() {
    stream_.async_read_some(boost::asio::buffer(in_),
                            [self = this->shared_from_this()](auto failed, std::size_t size) {
                              self->arrived(failed, size);
                            });
  }

  /// Ends the session from outside. The mutex of the core is held.
  void close() {
    closed_ = true;
    boost::system::error_code ignored;
    if constexpr (requires { stream_.shutdown(Stream::shutdown_both); })
      stream_.shutdown(Stream::shutdown_both, ignored);
    stream_.close(ignored);
    if (timer_) timer_->cancel();
  }

 private:
  using error_code = boost::system::error_code;

  void hung_up() {
    std::lock_guard const lock(core_->mutex);
    if (!closed_) close_now();
  }

  void arrived(error_code failed, std::size_t size) {
    if (failed) return end();
    std::string_view bytes(in_.data(), size);
    answers_.clear();
    if (port_->plan().changes_incoming()) {
      std::string changed(bytes);
      port_->plan().incoming(changed);
      core_->station->receive(*talk_, changed, answers_);
    } else {
      core_->station->receive(*talk_, bytes, answers_);
    }
    if (core_->log.wants(log_level::debug))
      core_->tell(log_level::debug, "{} bytes in, {} answers", size, answers_.size());

    std::unique_lock lock(core_->mutex);
    core_->counters.bytes_in += size;
    core_->counters.replies += answers_.size();
    if (immediate()) {
      out_.clear();
      for (auto const& answer : answers_) out_ += answer.bytes;
      closes_ = !answers_.empty() && answers_.back().then_close;
    } else {
      out_.clear();
      closes_ = false;
      next_ = 0;
      received_ = std::chrono::steady_clock::now();
      steps_ = port_->plan().plan(answers_, size, core_->station->time());
    }
    go_on();
  }

  bool immediate() const {
    if (!port_->plan().plain()) return false;
    for (std::size_t i = 0; i < answers_.size(); ++i) {
      bool const last = i + 1 == answers_.size();
      if (answers_[i].after > duration{} || (answers_[i].then_close && !last)) return false;
    }
    return true;
  }

  /// Does what is due: writes, waits, closes; reads again when nothing is left. The mutex is held.
  void go_on() {
    for (;;) {
      if (closed_) return close_now();
      if (!out_.empty() && !write()) return;
      if (closes_) return close_now();
      if (next_ == steps_.size()) break;
      auto& step = steps_[next_];
      auto const due = received_ + step.due;
      if (step.due > duration{} && due > std::chrono::steady_clock::now()) return wait_until(due);
      out_ = std::move(step.bytes);
      closes_ = step.close;
      ++next_;
    }
    steps_.clear();
    next_ = 0;
    read();
  }

  /// Writes without waiting if that can be; says whether everything went out.
  bool write() {
    core_->counters.bytes_out += out_.size();
    error_code failed;
    auto const sent = stream_.write_some(boost::asio::buffer(out_), failed);
    if (!failed && sent == out_.size()) {
      out_.clear();
      return true;
    }
    if (failed && failed != boost::asio::error::would_block &&
        failed != boost::asio::error::try_again) {
      close_now();
      return false;
    }
    auto const rest = boost::asio::buffer(out_) + (failed ? 0 : sent);
    boost::asio::async_write(stream_, rest,
                             [self = this->shared_from_this()](error_code broken, std::size_t) {
                               if (broken) return self->end();
                               std::lock_guard const lock(self->core_->mutex);
                               self->out_.clear();
                               self->go_on();
                             });
    return false;
  }

  void wait_until(std::chrono::steady_clock::time_point due) {
    if (!timer_) timer_.emplace(core_->executor);
    timer_->expires_at(due);
    timer_->async_wait([self = this->shared_from_this()](error_code cancelled) {
      if (cancelled) return self->end();
      std::lock_guard const lock(self->core_->mutex);
      self->go_on();
    });
  }

  /// Closes from inside; the next handler finds its stream closed and ends.
  void close_now() {
    close();
    boost::asio::post(core_->executor, [self = this->shared_from_this()] { self->end(); });
  }

  void end() {
    core_->station->end(std::move(talk_));
    std::lock_guard const lock(core_->mutex);
    close();
    if (auto const ended = std::exchange(ended_, nullptr)) ended(this);
  }

  Stream stream_;
  std::shared_ptr<core> core_;
  std::shared_ptr<port> port_;
  on_end ended_;
  std::unique_ptr<conversation> talk_;
  std::vector<reply> answers_;
  std::string out_;
  bool closes_ = false;
  bool closed_ = false;
  std::vector<step> steps_;
  std::size_t next_ = 0;
  std::chrono::steady_clock::time_point received_{};
  std::optional<boost::asio::steady_timer> timer_;
  std::array<char, 4096> in_;
};

}  // namespace sim::server_detail
