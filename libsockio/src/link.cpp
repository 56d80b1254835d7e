#include "sockio/link.hpp"

#include <utility>

#include "sockio/stream.hpp"

namespace sockio {

namespace {

request read_request(frame until, call const& how) {
  request what({}, until);
  what.timeout = how.timeout;
  return what;
}

request write_request(std::string_view bytes, frame until, call const& how) {
  request what(bytes, until);
  what.timeout = how.timeout;
  return what;
}

std::string joined(std::span<std::string const> lines) {
  std::string all;
  for (std::string const& line : lines) all += line;
  return all;
}

awaitable<void> without_reply(awaitable<std::string> exchange) { co_await std::move(exchange); }

awaitable<std::vector<std::string>> split(awaitable<std::string> exchange, std::size_t count,
                                          short_text eol) {
  std::string const all = co_await std::move(exchange);
  std::vector<std::string> lines;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < count; ++i) {
    std::size_t const at = all.find(std::string_view(eol), begin);
    std::size_t const end =
        at == std::string::npos ? all.size() : at + std::string_view(eol).size();
    lines.push_back(all.substr(begin, end - begin));
    begin = end;
  }
  co_return lines;
}

awaitable<std::optional<std::string>> next_of(std::shared_ptr<link> from, request what) {
  try {
    co_return co_await from->exchange(std::move(what));
  } catch (failure const& error) {
    if (error.code() == errc::closed_by_peer && error.story().received.empty()) {
      co_return std::nullopt;
    }
    throw;
  }
}

}  // namespace

frame link::line_frame(std::size_t count, call const& how) const {
  return frame::lines(count, how.eol.empty() ? std::string_view(options().eol) : how.eol);
}

awaitable<std::string> link::read(call how) { return exchange(read_request(frame::to_eof(), how)); }

awaitable<std::string> link::read(std::size_t most, call how) {
  return exchange(read_request(frame::some(most), how));
}

awaitable<std::string> link::readexactly(std::size_t count, call how) {
  return exchange(read_request(frame::exactly(count), how));
}

awaitable<std::string> link::readuntil(std::string_view delimiter, call how) {
  return exchange(read_request(frame::until(delimiter), how));
}

awaitable<std::string> link::readline(call how) {
  return exchange(read_request(line_frame(1, how), how));
}

awaitable<std::vector<std::string>> link::readlines(std::size_t count, call how) {
  return split(exchange(read_request(line_frame(count, how), how)), count,
               how.eol.empty() ? options().eol : short_text(how.eol));
}

awaitable<std::string> link::readbuffer(call how) {
  return exchange(read_request(frame::available(), how));
}

awaitable<void> link::write(std::string_view bytes, call how) {
  return without_reply(exchange(write_request(bytes, frame::none(), how)));
}

awaitable<void> link::writelines(std::span<std::string const> lines, call how) {
  return write(joined(lines), how);
}

awaitable<std::string> link::write_read(std::string_view bytes, std::size_t most, call how) {
  return exchange(write_request(bytes, frame::some(most), how));
}

awaitable<std::string> link::write_readline(std::string_view bytes, call how) {
  return exchange(write_request(bytes, line_frame(1, how), how));
}

awaitable<std::vector<std::string>> link::write_readlines(std::string_view bytes, std::size_t count,
                                                          call how) {
  return split(exchange(write_request(bytes, line_frame(count, how), how)), count,
               how.eol.empty() ? options().eol : short_text(how.eol));
}

awaitable<std::string> link::write_readbuffer(std::string_view bytes, call how) {
  return exchange(write_request(bytes, frame::some(), how));
}

awaitable<std::string> link::write_readexactly(std::string_view bytes, std::size_t count,
                                               call how) {
  return exchange(write_request(bytes, frame::exactly(count), how));
}

awaitable<std::string> link::write_readuntil(std::string_view bytes, std::string_view delimiter,
                                             call how) {
  return exchange(write_request(bytes, frame::until(delimiter), how));
}

awaitable<std::vector<std::string>> link::writelines_readlines(std::span<std::string const> lines,
                                                               std::size_t count, call how) {
  return write_readlines(joined(lines), count == 0 ? lines.size() : count, how);
}

line_stream link::lines(call how) {
  return {shared_from_this(), read_request(line_frame(1, how), how)};
}

block_stream link::blocks(std::size_t size, call how) {
  if (size == 0) throw failure(errc::bad_option, {.problem = "a block has at least 1 byte"});
  return {shared_from_this(), read_request(frame::exactly(size), how)};
}

block_stream link::blocks(std::string_view delimiter, call how) {
  return {shared_from_this(), read_request(frame::until(delimiter), how)};
}

awaitable<std::optional<std::string>> line_stream::next() { return next_of(from_, what_); }
awaitable<std::optional<std::string>> block_stream::next() { return next_of(from_, what_); }

}  // namespace sockio
