#pragma once

#include <boost/asio/io_context.hpp>
#include <memory>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "cyclers/maccor/tester.hpp"

namespace bench {

inline constexpr int channels = 128;

/// Is what one reading of a tester asks for.
enum class reading_of {
  json,    ///< The status of all channels, one request in JSON.
  binary,  ///< The same in binary.
  basic,   ///< Status, voltage and current of all channels, three requests in one write.
  full,    ///< All that a channel shows, a request for each channel, all in one write.
};

inline reading_of parse_reading(std::string_view text) {
  if (text == "json") return reading_of::json;
  if (text == "binary") return reading_of::binary;
  if (text == "basic") return reading_of::basic;
  if (text == "full") return reading_of::full;
  throw std::invalid_argument("json, binary, basic or full can be read");
}

/// Makes drivers as a user would, for a tester that is known to have 128 channels.
inline std::vector<cyclers::maccor::tester> make_testers(boost::asio::io_context& io, long port,
                                                         long count, reading_of what) {
  using cyclers::maccor::form;
  cyclers::maccor::tester_options options;
  bool const binary = what == reading_of::binary;
  options.json_port = binary ? 0 : static_cast<std::uint16_t>(port);
  options.binary_port = binary ? static_cast<std::uint16_t>(port) : 0;
  options.prefer = binary ? form::binary : form::json;
  options.channels = channels;
  std::vector<cyclers::maccor::tester> all;
  for (long i = 0; i < count; ++i) all.emplace_back(io.get_executor(), "127.0.0.1", options);
  return all;
}

/// Reads all channels of a tester once.
inline sockio::awaitable<void> read_once(cyclers::maccor::tester const& tester, reading_of what) {
  std::size_t got = 0;
  if (what == reading_of::basic) {
    got = (co_await tester.basic_readings()).size();
  } else if (what == reading_of::full) {
    got = (co_await tester.readings()).size();
  } else {
    got = (co_await tester.statuses(1, channels)).size();
  }
  if (got != channels) throw std::runtime_error("channels are missing");
}

}  // namespace bench
