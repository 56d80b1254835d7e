#include "support/scripted_line.hpp"

#include <gtest/gtest.h>

#include <boost/asio/error.hpp>

#include "basic_link.hpp"
#include "support/bench.hpp"

namespace test_support {

namespace asio = boost::asio;

scripted_line::~scripted_line() {
  for (turn const& one : script_)
    ADD_FAILURE() << "the device never got '" << sockio::printable(one.request_) << "'";
}

scripted_line::turn& scripted_line::expects(std::string request) {
  return script_.emplace_back(std::move(request));
}
void scripted_line::refuses(sockio::error_code why) { connects_.emplace_back(plan::refuse, why); }
void scripted_line::never_connects() { connects_.emplace_back(plan::hang, sockio::error_code{}); }
void scripted_line::lets_in() { std::exchange(connect_, {})({}, 0); }

void scripted_line::send(std::string_view bytes) {
  if (open_) inbox_ += bytes;
  wake();
}
void scripted_line::hang_up() {
  state_ = state::ended;
  wake();
}
void scripted_line::reset() {
  state_ = state::broken;
  inbox_.clear();
  wake();
}
void scripted_line::block(std::size_t after) { room_ = after; }
void scripted_line::unblock() {
  room_ = static_cast<std::size_t>(-1);
  if (!write_) return;
  std::string const bytes(out_);
  std::exchange(write_, {})({}, bytes.size());
  hear(bytes);
}

void scripted_line::hear(std::string_view bytes) {
  written_ += bytes;
  heard_ += bytes;
  while (!script_.empty() && heard_.starts_with(script_.front().request_)) {
    turn const one = std::move(script_.front());
    script_.pop_front();
    heard_.erase(0, one.request_.size());
    for (auto const& act : one.acts_) act(*this);
  }
  bool const expected = !script_.empty() && script_.front().request_.starts_with(heard_);
  if (!heard_.empty() && !expected)
    ADD_FAILURE() << "the device got '" << sockio::printable(heard_) << "' unexpectedly";
}

void scripted_line::begin_connect(operation done) {
  ++attempts_;
  auto const [what, why] =
      connects_.empty() ? std::pair{plan::accept, sockio::error_code{}} : connects_.front();
  if (!connects_.empty()) connects_.pop_front();
  if (what == plan::hang) {
    connect_ = std::move(done);
  } else {
    done(why, 0);
  }
}

sockio::error_code scripted_line::end() const {
  if (state_ == state::ended) return asio::error::eof;
  return asio::error::connection_reset;
}

std::size_t scripted_line::take(asio::mutable_buffer into) {
  std::size_t const n = asio::buffer_copy(into, asio::buffer(inbox_));
  inbox_.erase(0, n);
  return n;
}

void scripted_line::wake() {
  if (inbox_.empty() && state_ == state::up) return;
  if (readable_) std::exchange(readable_, {})({}, 0);
  if (!read_) return;
  std::size_t const n = take(into_);
  std::exchange(read_, {})(n > 0 ? sockio::error_code{} : end(), n);
}

void scripted_line::cancel() {
  for (operation* one : {&connect_, &read_, &write_, &readable_})
    if (*one) std::exchange(*one, {})(asio::error::operation_aborted, 0);
}

void scripted_line::close() {
  if (std::exchange(open_, false)) ++closes_;
  cancel();
  inbox_.clear();
  heard_.clear();
}

void scripted_line::forget() {
  for (operation* one : {&connect_, &read_, &write_, &readable_}) {
    operation const gone = std::exchange(*one, {});
  }
}

/// Carries a link's bytes over a scripted line.
class scripted_transport {
 public:
  using clock_type = virtual_clock;
  static constexpr bool datagrams = false;
  static constexpr std::size_t least_room = 1;

  scripted_transport(asio::any_io_executor executor, sockio::link_options const&,
                     scripted_line* line)
      : executor_(std::move(executor)), line_(*line) {}
  ~scripted_transport() { line_.close(); }

  bool is_open() const { return line_.open_; }
  sockio::detail::condition look() const {
    if (!line_.inbox_.empty()) return sockio::detail::condition::stray;
    return line_.state_ == scripted_line::state::up ? sockio::detail::condition::quiet
                                                    : sockio::detail::condition::dead;
  }
  bool peer_has_shut() const { return line_.state_ != scripted_line::state::up; }
  std::size_t available() const { return line_.inbox_.size(); }
  std::size_t drain(std::string& into, std::size_t most) {
    std::size_t const n = std::min(most, line_.inbox_.size());
    into.append(line_.inbox_, 0, n);
    line_.inbox_.erase(0, n);
    return n;
  }

  template <class Wire>
  sockio::awaitable<sockio::error_code> connect(Wire& wire, sockio::time_point) {
    auto [ec] = co_await wire.template locked<void(sockio::error_code)>(
        [this](auto handler) { line_.begin_connect(keep<false>(std::move(handler))); });
    if (ec) co_return ec;
    co_return wire.unless_stopped([](scripted_transport& self) {
      self.line_.open_ = true;
      self.line_.state_ = scripted_line::state::up;
      return sockio::error_code{};
    });
  }

  std::size_t try_write(std::string_view bytes, sockio::error_code& ec) {
    if (line_.state_ == scripted_line::state::broken) ec = asio::error::broken_pipe;
    std::size_t const n = ec ? 0 : std::min(bytes.size(), line_.room_);
    if (n == 0 && !ec) ec = asio::error::would_block;
    if (line_.room_ != static_cast<std::size_t>(-1)) line_.room_ -= n;
    if (n > 0) line_.hear(bytes.substr(0, n));
    return n;
  }
  template <class Handler>
  void write_some(std::string_view bytes, Handler handler) {
    line_.out_ = bytes;
    line_.write_ = keep<true>(std::move(handler));
  }
  template <class Handler>
  void read_some(asio::mutable_buffer into, Handler handler) {
    line_.into_ = into;
    line_.read_ = keep<true>(std::move(handler));
    line_.wake();
  }
  template <class Handler>
  void wait_readable(Handler handler) {
    line_.readable_ = keep<false>(std::move(handler));
    line_.wake();
  }
  void cancel() { line_.cancel(); }
  void close() { line_.close(); }

 private:
  /// Keeps a handler until the line says how its operation ended.
  template <bool Counts, class Handler>
  scripted_line::operation keep(Handler handler) {
    auto const shared = std::make_shared<Handler>(std::move(handler));
    return [shared, executor = executor_](sockio::error_code ec, std::size_t n) {
      if constexpr (Counts) {
        asio::post(executor, asio::append(std::move(*shared), ec, n));
      } else {
        asio::post(executor, asio::append(std::move(*shared), ec));
      }
    };
  }

  asio::any_io_executor executor_;
  scripted_line& line_;
};

std::shared_ptr<sockio::link> make_link(asio::any_io_executor executor, scripted_line& line,
                                        sockio::link_options options, sockio::callbacks events) {
  return std::make_shared<sockio::detail::basic_link<scripted_transport>>(
      std::move(executor), "test://line", options, std::move(events), &line);
}

}  // namespace test_support
