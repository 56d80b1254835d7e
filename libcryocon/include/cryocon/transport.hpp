#pragma once

#include <concepts>
#include <cstdint>
#include <memory>
#include <sockio/link.hpp>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "cryocon/protocol/request.hpp"

namespace cryocon {

/// Is one exchange with the device as the driver wants it.
class wire_request {
 public:
  wire_request(std::string bytes, protocol::answer shape, bool skip_empty,
               sockio::duration deadline)
      : out(std::move(bytes)), expects(shape), skip_empty_lines(skip_empty), timeout(deadline) {}

  std::string out;
  protocol::answer expects;
  bool skip_empty_lines;     ///< Drop empty lines that come before the reply.
  sockio::duration timeout;  ///< duration::min() for the transport's own.
};

/// Carries requests to the device and replies back; what a driver needs of a link.
class transport {
 public:
  transport() = default;
  transport(transport const&) = delete;
  transport& operator=(transport const&) = delete;
  virtual ~transport() = default;

  /// Sends a request and returns its whole reply, empty when none is expected.
  virtual sockio::awaitable<std::string> exchange(wire_request what) = 0;
  /// Returns where the device is, for messages.
  virtual std::string endpoint() const { return {}; }
  /// Returns a number that is another one after each reconnection.
  virtual std::uint64_t connections() const { return 0; }
};

namespace detail {

template <class T>
struct awaited {
  using type = T;
};
template <class T>
struct awaited<sockio::awaitable<T>> {
  using type = T;
};

/// Awaits what is an awaitable and takes what is a plain value.
template <class T>
inline constexpr bool is_awaitable = !std::is_same_v<typename awaited<T>::type, T>;

}  // namespace detail

/// Is any object that sends a line and reads one, as coroutines or as plain calls.
///
/// `write_readline(bytes)` sends bytes and returns the next line, `write(bytes)` sends bytes.
/// Further lines of a reply are read with `readline()`, or, by an object that has none, with
/// `write_readline` of no bytes. A line may come with its end or without.
template <class T>
concept line_transport = requires(T& object, std::string_view bytes) {
  { object.write_readline(bytes) };
  requires std::constructible_from<
      std::string, typename detail::awaited<decltype(object.write_readline(bytes))>::type>;
  object.write(bytes);
};

namespace detail {

/// Tells whether a block of lines is complete: its last line is a semicolon or a refusal.
bool ends_block(std::string_view lines);
/// Tells whether a line is empty but for white space.
bool is_blank(std::string_view line);
/// Says that a reply has more lines than any that a device gives.
[[noreturn]] void throw_endless();

/// Makes a transport of a line_transport. The object itself paces its requests, or nobody does.
template <class Holder>
class line_adapter final : public transport {
 public:
  explicit line_adapter(Holder object) : object_(std::move(object)) {}

  sockio::awaitable<std::string> exchange(wire_request what) override {
    if (what.expects == protocol::answer::none) {
      co_await told(what.out);
      co_return std::string{};
    }
    std::string reply = co_await asked(what.out);
    for (int lines = 1;; ++lines) {
      bool const skipped = what.skip_empty_lines && is_blank(reply);
      if (skipped) reply.clear();
      if (!skipped && (what.expects == protocol::answer::line || ends_block(reply))) break;
      if (lines == lines_most) throw_endless();
      reply += co_await next();
    }
    co_return reply;
  }

 private:
  static constexpr int lines_most = 20000;

  sockio::awaitable<void> told(std::string_view bytes) {
    if constexpr (is_awaitable<decltype(object_->write(bytes))>) {
      co_await object_->write(bytes);
    } else {
      object_->write(bytes);
      co_return;
    }
  }

  sockio::awaitable<std::string> asked(std::string_view bytes) {
    return line_from([this, bytes] { return object_->write_readline(bytes); });
  }

  sockio::awaitable<std::string> next() {
    if constexpr (requires { object_->readline(); }) {
      return line_from([this] { return object_->readline(); });
    } else {
      return asked({});
    }
  }

  template <class Call>
  static sockio::awaitable<std::string> line_from(Call call) {
    std::string line;
    if constexpr (is_awaitable<decltype(call())>) {
      line = std::string(co_await call());
    } else {
      line = std::string(call());
    }
    if (!line.ends_with('\n')) line += '\n';
    co_return line;
  }

  Holder object_;
};

}  // namespace detail

/// Makes a transport of a link; requests are paced by the link.
std::shared_ptr<transport> make_transport(std::shared_ptr<sockio::link> link);

/// Makes a transport of an object that somebody else keeps alive.
template <line_transport T>
  requires(!std::derived_from<T, sockio::link>)
std::shared_ptr<transport> make_transport(T& object) {
  return std::make_shared<detail::line_adapter<T*>>(&object);
}

/// Makes a transport of a shared object.
template <line_transport T>
  requires(!std::derived_from<T, sockio::link>)
std::shared_ptr<transport> make_transport(std::shared_ptr<T> object) {
  return std::make_shared<detail::line_adapter<std::shared_ptr<T>>>(std::move(object));
}

}  // namespace cryocon
