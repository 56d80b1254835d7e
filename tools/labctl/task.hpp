#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <functional>
#include <optional>
#include <sockio/endpoint.hpp>
#include <sockio/link.hpp>
#include <string>
#include <string_view>

#include "labctl/exit.hpp"
#include "labctl/table.hpp"

namespace labctl {

/// Holds what every command takes.
struct common_options {
  labctl::format format = labctl::format::table;
  std::optional<sockio::duration> timeout;
  std::optional<sockio::duration> gap;
  std::string trace;  ///< A file to record every exchange in; empty for none.
  bool log = false;   ///< Whether connects and losses are told on standard error.
};

/// Reads a URL; one without scheme means TCP. Errors: failure.
sockio::endpoint parse_url(std::string const& url, std::uint16_t default_port);

/// Makes the link that the options describe.
std::shared_ptr<sockio::link> open(boost::asio::any_io_executor executor,
                                   sockio::endpoint const& where, sockio::link_options how,
                                   common_options const& given, sockio::callbacks events = {});

/// Runs a command until it is done or a signal (Ctrl-C, a closed terminal) tells it to end.
///
/// Returns: the exit code; failures are told in one line on standard error.
int run(std::function<sockio::awaitable<int>(boost::asio::any_io_executor)> const& command);

/// Reads "500ms", "2s", "1.5min"; a plain number is seconds. Errors: usage_error.
sockio::duration parse_duration(std::string_view text);

/// Returns the time of day in UTC, e.g. "2020-05-14T16:02:35.004Z".
std::string utc_now();

}  // namespace labctl
