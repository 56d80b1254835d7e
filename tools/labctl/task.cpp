#include "labctl/task.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <charconv>
#include <cmath>
#include <csignal>
#include <sockio/open_link.hpp>
#include <sockio/trace.hpp>

#include "labctl/output.hpp"

namespace labctl {

namespace asio = boost::asio;

sockio::endpoint parse_url(std::string const& url, std::uint16_t default_port) {
  std::string const full = url.find("://") == std::string::npos ? "tcp://" + url : url;
  return sockio::parse_url(full, default_port).value();
}

std::shared_ptr<sockio::link> open(asio::any_io_executor executor, sockio::endpoint const& where,
                                   sockio::link_options how, common_options const& given,
                                   sockio::callbacks events) {
  if (given.timeout) how.timeout = *given.timeout;
  if (given.gap) how.gap = *given.gap;
  if (given.log) events.on_event([](std::string_view text) { complain(text); });
  auto link = sockio::open_link(std::move(executor), where, how, std::move(events));
  return given.trace.empty() ? link : sockio::record(std::move(link), given.trace);
}

namespace {

/// Adds the signals that end a program.
void add_ends(asio::signal_set& signals) {
  for (int const each : {SIGINT, SIGTERM, SIGQUIT}) signals.add(each);
  // Whoever started this with nohup does not want it to end with its terminal.
  struct sigaction hangup{};
  if (::sigaction(SIGHUP, nullptr, &hangup) == 0 && hangup.sa_handler != SIG_IGN)
    signals.add(SIGHUP);
  // A reader that goes away is told by the write, which can bring a channel to rest.
  std::signal(SIGPIPE, SIG_IGN);
}

}  // namespace

int run(std::function<sockio::awaitable<int>(asio::any_io_executor)> const& command) {
  asio::io_context context(1);
  asio::cancellation_signal stop;
  asio::signal_set signals(context);
  add_ends(signals);
  signals.async_wait([&](boost::system::error_code ec, int) {
    if (!ec) stop.emit(asio::cancellation_type::terminal);
  });
  int code = device_failed;
  std::exception_ptr error;
  asio::co_spawn(context, command(context.get_executor()),
                 asio::bind_cancellation_slot(stop.slot(), [&](std::exception_ptr e, int result) {
                   error = std::move(e);
                   code = result;
                   signals.cancel();
                 }));
  context.run();
  if (!error) return code;
  try {
    std::rethrow_exception(error);
  } catch (usage_error const& wrong) {
    complain(wrong.what());
    return bad_usage;
  } catch (...) {
    auto const failed = sockio::failure_of(std::current_exception());
    if (code_of(failed) != interrupted) complain(failed.what());
    return code_of(failed);
  }
}

sockio::duration parse_duration(std::string_view text) {
  double number = 0;
  auto const [rest, ec] = std::from_chars(text.data(), text.data() + text.size(), number);
  std::string_view const unit(rest, static_cast<std::size_t>(text.data() + text.size() - rest));
  double const scale = unit == "ms"                  ? 1e-3
                       : unit.empty() || unit == "s" ? 1
                       : unit == "min"               ? 60
                       : unit == "h"                 ? 3600
                                                     : 0;
  // Ten years: what is longer does not fit into a duration.
  if (ec != std::errc{} || scale == 0 || !std::isfinite(number) || number < 0 ||
      number * scale > 3e8) {
    throw usage_error(fmt::format("'{}' is not a duration; write e.g. 500ms, 2s or 1.5min",
                                  sockio::printable(text)));
  }
  return std::chrono::duration_cast<sockio::duration>(
      std::chrono::duration<double>(number * scale));
}

std::string utc_now() {
  auto const now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  auto const seconds = std::chrono::floor<std::chrono::seconds>(now);
  return fmt::format("{:%FT%T}.{:03}Z", fmt::gmtime(std::chrono::system_clock::to_time_t(seconds)),
                     (now - seconds).count());
}

}  // namespace labctl
