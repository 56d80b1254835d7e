#include "sockio/open_link.hpp"

#include "links.hpp"

namespace sockio {

namespace {

[[noreturn]] void bad_option(std::string_view problem) {
  throw failure(errc::bad_option, {.problem = std::string(problem)});
}

void check(link_options const& options) {
  if (options.eol.empty()) bad_option("eol is empty; it has 1 to 15 bytes");
  if (options.buffer_limit == 0) bad_option("buffer_limit is 0; it is at least 1");
  if (options.timeout <= duration{}) bad_option("timeout is not above 0; sockio::forever is none");
  if (options.connection_timeout <= duration{})
    bad_option("connection_timeout is not above 0; sockio::forever is none");
  if (options.hold_off < duration{}) bad_option("hold_off is negative");
  if (options.gap < duration{}) bad_option("gap is negative");
  if (options.settle && (*options.settle < duration{} || *options.settle == forever))
    bad_option("settle is negative or without end");
}

/// A line has no connections that would keep a late reply from the next request.
duration settle_of(link_options const& options) {
  return options.timeout == forever ? link_options{}.timeout : options.timeout;
}

}  // namespace

std::shared_ptr<link> open_link(boost::asio::any_io_executor executor, endpoint where,
                                link_options options, callbacks events) {
  check(options);
  switch (where.scheme) {
    case scheme::udp:
      return detail::udp_link(executor, where, options, std::move(events));
    case scheme::serial:
      if (!options.settle) options.settle = settle_of(options);
      return detail::serial_link(executor, where, options, std::move(events));
    case scheme::tcp:
      break;
  }
  return detail::tcp_link(executor, where, options, std::move(events));
}

std::shared_ptr<link> open_link(boost::asio::any_io_executor executor, std::string_view url,
                                link_options options, callbacks events) {
  return open_link(std::move(executor), parse_url(url).value(), options, std::move(events));
}

}  // namespace sockio
