#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <exception>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "sockio/link.hpp"

namespace sockio::blocking {

/// Runs awaitables to their end for callers without coroutines.
///
/// It has no thread of its own: the calling threads take turns in serving the event loop, and while
/// nobody calls, nothing runs but in the lifetime of a server. Thread-safe.
class runtime {
  struct state;

 public:
  /// Serves the event loop from a thread of its own while it lives, also when nobody calls.
  class server {
   public:
    explicit server(runtime& of);
    ~server();
    server(server const&) = delete;
    server& operator=(server const&) = delete;

   private:
    struct serving;
    std::unique_ptr<serving> serving_;
  };

  runtime();
  ~runtime();
  runtime(runtime const&) = delete;
  runtime& operator=(runtime const&) = delete;

  /// Returns the executor to make links and drivers with.
  boost::asio::any_io_executor executor();

  /// Runs an operation to its end on the calling thread.
  ///
  /// Returns: its value. Errors: throws its failure; errc::interrupted after interrupt();
  /// errc::own_thread when called from code that this runtime is running.
  template <class T>
  T run(awaitable<T> operation) {
    if constexpr (std::is_void_v<T>) {
      wait(std::move(operation));
    } else {
      std::optional<T> value;
      wait(keep(std::move(operation), value));
      return std::move(*value);
    }
  }

  /// Ends every call that is under way in another thread with errc::interrupted. May be called from
  /// a signal handler's thread, not from the handler itself.
  void interrupt();

 private:
  template <class T>
  static awaitable<void> keep(awaitable<T> operation, std::optional<T>& value) {
    value.emplace(co_await std::move(operation));
  }
  void wait(awaitable<void> operation);

  std::shared_ptr<state> state_;
};

/// Gives a link's verbs as plain calls, for scripts. Thread-safe; every verb throws failure.
class link {
 public:
  /// Makes a link with a runtime of its own.
  explicit link(std::string_view url, link_options options = {}, callbacks events = callbacks());
  /// Makes a link that shares a runtime with others.
  link(std::shared_ptr<blocking::runtime> runtime, std::shared_ptr<sockio::link> async);

  /// Runs any operation on the link's runtime.
  template <class T>
  T run(awaitable<T> operation) {
    return runtime_->run(std::move(operation));
  }

  void open(call how = {}) { run(async_->open(how)); }
  void close() { async_->close(); }
  bool connected() const { return async_->connected(); }
  bool at_eof() const { return async_->at_eof(); }
  std::size_t in_waiting() const { return async_->in_waiting(); }
  void reset_input_buffer() { async_->reset_input_buffer(); }
  std::string const& endpoint() const { return async_->endpoint(); }
  link_counters counters() const { return async_->counters(); }
  std::uint64_t connection_counter() const { return async_->connection_counter(); }

  std::string read(call how = {}) { return run(async_->read(how)); }
  std::string read(std::size_t most, call how = {}) { return run(async_->read(most, how)); }
  std::string readexactly(std::size_t count, call how = {}) {
    return run(async_->readexactly(count, how));
  }
  std::string readuntil(std::string_view delimiter = "\n", call how = {}) {
    return run(async_->readuntil(delimiter, how));
  }
  std::string readline(call how = {}) { return run(async_->readline(how)); }
  std::vector<std::string> readlines(std::size_t count, call how = {}) {
    return run(async_->readlines(count, how));
  }
  std::string readbuffer(call how = {}) { return run(async_->readbuffer(how)); }
  void write(std::string_view bytes, call how = {}) { run(async_->write(bytes, how)); }
  void writelines(std::span<std::string const> lines, call how = {}) {
    run(async_->writelines(lines, how));
  }
  std::string write_read(std::string_view bytes, std::size_t most = static_cast<std::size_t>(-1),
                         call how = {}) {
    return run(async_->write_read(bytes, most, how));
  }
  std::string write_readline(std::string_view bytes, call how = {}) {
    return run(async_->write_readline(bytes, how));
  }
  std::vector<std::string> write_readlines(std::string_view bytes, std::size_t count,
                                           call how = {}) {
    return run(async_->write_readlines(bytes, count, how));
  }
  std::string write_readbuffer(std::string_view bytes, call how = {}) {
    return run(async_->write_readbuffer(bytes, how));
  }
  std::string write_readexactly(std::string_view bytes, std::size_t count, call how = {}) {
    return run(async_->write_readexactly(bytes, count, how));
  }
  std::string write_readuntil(std::string_view bytes, std::string_view delimiter, call how = {}) {
    return run(async_->write_readuntil(bytes, delimiter, how));
  }
  std::vector<std::string> writelines_readlines(std::span<std::string const> lines,
                                                std::size_t count = 0, call how = {}) {
    return run(async_->writelines_readlines(lines, count, how));
  }

  /// Ends every call under way in another thread with errc::interrupted.
  void interrupt() { runtime_->interrupt(); }

  /// Returns the link behind the plain calls, e.g. to make a driver of it. It keeps the runtime
  /// alive.
  std::shared_ptr<sockio::link> const& async() const { return async_; }
  std::shared_ptr<blocking::runtime> const& runtime() const { return runtime_; }

 private:
  std::shared_ptr<blocking::runtime> runtime_;
  std::shared_ptr<sockio::link> async_;
};

}  // namespace sockio::blocking
