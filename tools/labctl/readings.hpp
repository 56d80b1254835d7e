#pragma once

#include <cyclers/reading.hpp>
#include <functional>
#include <map>
#include <sockio/result.hpp>
#include <string>
#include <utility>
#include <vector>

#include "labctl/exit.hpp"
#include "labctl/table.hpp"

/// Shows the channels of cyclers, of whatever vendor.
namespace labctl {

using channel_readings = std::map<int, sockio::result<cyclers::reading>>;

/// Returns the heading of records_of().
std::vector<std::string> const& reading_heading();
/// Makes a record of each channel's reading, or of why there is none.
std::vector<record> records_of(channel_readings const& all, format how);

/// Writes a number with a few digits for people, with all of them for programs.
std::string number(std::optional<double> value, int digits, format how);

/// Reads all channels, or one after the other those that were named. `parts` is what one of them
/// is asked for.
template <class Device, class Parts>
sockio::awaitable<channel_readings> read_channels(Device of, std::vector<int> channels,
                                                  Parts parts) {
  if (channels.empty()) co_return co_await of.read_all();
  channel_readings all;
  for (int const channel : channels) {
    auto one = co_await sockio::as_result(of.channel(channel).read(parts));
    if (!one && code_of(one.error()) == interrupted) throw one.error();
    all.emplace(channel, std::move(one));
  }
  co_return all;
}

/// Is what reads channels.
using channel_reader = std::function<sockio::awaitable<channel_readings>()>;

/// Shows channels once. Returns: the exit code.
sockio::awaitable<int> show_channels(channel_reader read, format how);
/// Shows channels again and again, `count` times or until interrupted. Returns: the exit code.
sockio::awaitable<int> watch_channels(channel_reader read, std::string title,
                                      sockio::duration every, std::uint64_t count, format how);

}  // namespace labctl
