#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sockio/frame.hpp"
#include "sockio/options.hpp"
#include "sockio/result.hpp"

namespace sockio {

class line_stream;
class block_stream;

/// Holds one exchange: what to write, and how to know the end of the reply.
struct request {
  request() noexcept {}
  /// Writes `bytes` and reads a reply that ends where `until` says.
  explicit request(std::string_view bytes, frame until = frame::none())
      : out(bytes), reply(until) {}

  std::string out;                     ///< Bytes to write; empty to read only.
  frame reply = frame::none();         ///< Where the reply ends.
  duration timeout = duration::min();  ///< Deadline; duration::min() for the link's own.
  bool skip_empty_lines = false;       ///< Drop empty lines that come before the reply.
  bool confidential = false;           ///< Keep the bytes out of failures and events.
};

/// Is one device at the other end of a line: requests in, replies out, reconnected when needed.
///
/// Every verb is atomic against all other users of the link, on whatever thread or executor they
/// run; they are served first come, first served. One deadline covers queueing, look-up,
/// connecting, on_connection_made, pacing, writing and reading. All verbs throw failure.
///
/// Cancellation: terminal, at every step. Cancelled before bytes went out, a verb has had no
/// effect. Cancelled (or timed out, or failed) after bytes went out, the connection is closed and
/// the next request makes a new one, so that a late reply is never taken for the next one's; on a
/// serial line it first waits for link_options::settle. A verb that only reads leaves the
/// connection and the bytes that have come so far as they are.
///
/// No request is ever sent twice.
class link : public std::enable_shared_from_this<link> {
 public:
  link() = default;
  link(link const&) = delete;
  link& operator=(link const&) = delete;
  virtual ~link() = default;

  /// Writes a request and returns its whole reply; every other verb is this one with another frame.
  ///
  /// Returns: the bytes of the reply, its end included. Errors: failure. Cancellation: see link.
  virtual awaitable<std::string> exchange(request what) = 0;

  /// Connects now. Errors: errc::already_open when connected.
  virtual awaitable<void> open(call how = {}) = 0;
  /// Closes the connection; operations under way end with errc::closed. A later request opens it
  /// again.
  virtual void close() = 0;
  /// Tells whether the connection is up, as far as the operating system knows at this moment.
  virtual bool connected() const = 0;
  /// Tells whether the peer has closed and everything that it sent was read.
  virtual bool at_eof() const = 0;
  /// Returns how many bytes can be read without waiting.
  virtual std::size_t in_waiting() const = 0;
  /// Drops all bytes that came and were not read; they are counted as discarded.
  virtual void reset_input_buffer() = 0;
  /// Returns where the device is, e.g. "tcp://192.168.1.123:5000".
  virtual std::string const& endpoint() const = 0;
  /// Returns what was counted so far.
  virtual link_counters counters() const = 0;
  /// Returns the options that the link was made with.
  virtual link_options const& options() const = 0;
  /// Keeps at least this pause between two requests, also those of others on the same link.
  ///
  /// It only ever gets longer: pacing belongs to the device, and drivers ask for what it needs. A
  /// link without a wire takes no notice.
  virtual void pace(duration least) { (void)least; }
  /// Returns the executor that the link's own timers and sockets use.
  virtual boost::asio::any_io_executor executor() const = 0;

  /// Returns how many connections were made so far.
  std::uint64_t connection_counter() const { return counters().connections; }

  /// Reads until the peer closes.
  awaitable<std::string> read(call how = {});
  /// Reads what comes first, at least one byte and at most `most`.
  awaitable<std::string> read(std::size_t most, call how = {});
  /// Reads exactly `count` bytes.
  awaitable<std::string> readexactly(std::size_t count, call how = {});
  /// Reads up to and with a delimiter (1-15 bytes).
  awaitable<std::string> readuntil(std::string_view delimiter = "\n", call how = {});
  /// Reads one line, its end included.
  awaitable<std::string> readline(call how = {});
  /// Reads `count` lines.
  awaitable<std::vector<std::string>> readlines(std::size_t count, call how = {});
  /// Reads all that is there without waiting; may be empty.
  awaitable<std::string> readbuffer(call how = {});

  /// Writes bytes and expects no reply.
  awaitable<void> write(std::string_view bytes, call how = {});
  /// Writes several pieces as one.
  awaitable<void> writelines(std::span<std::string const> lines, call how = {});

  /// Writes, then reads what comes first, at most `most` bytes.
  awaitable<std::string> write_read(std::string_view bytes,
                                    std::size_t most = static_cast<std::size_t>(-1), call how = {});
  /// Writes, then reads one line.
  awaitable<std::string> write_readline(std::string_view bytes, call how = {});
  /// Writes, then reads `count` lines.
  awaitable<std::vector<std::string>> write_readlines(std::string_view bytes, std::size_t count,
                                                      call how = {});
  /// Writes, waits for the first bytes of the answer and returns all that is there.
  awaitable<std::string> write_readbuffer(std::string_view bytes, call how = {});
  /// Writes, then reads exactly `count` bytes.
  awaitable<std::string> write_readexactly(std::string_view bytes, std::size_t count,
                                           call how = {});
  /// Writes, then reads up to and with a delimiter.
  awaitable<std::string> write_readuntil(std::string_view bytes, std::string_view delimiter,
                                         call how = {});
  /// Writes several lines as one, then reads as many, or `count`.
  awaitable<std::vector<std::string>> writelines_readlines(std::span<std::string const> lines,
                                                           std::size_t count = 0, call how = {});

  /// Iterates over lines until the peer closes: `while (auto line = co_await lines.next()) ...`.
  line_stream lines(call how = {});
  /// Iterates over blocks of `size` bytes.
  block_stream blocks(std::size_t size, call how = {});
  /// Iterates over blocks that end with a delimiter.
  block_stream blocks(std::string_view delimiter, call how = {});

 private:
  frame line_frame(std::size_t count, call const& how) const;
};

}  // namespace sockio
