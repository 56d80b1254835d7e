#include "arbin/refused.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace cyclers::arbin::detail {

sockio::failure refusal(session const& from, std::string_view name,
                        boost::system::error_code result) {
  return from.told({result, {.problem = "the cycler refused: " + result.message()}}, name);
}

sockio::failure bad_value(session const& from, std::string_view name, std::string problem) {
  return from.told({make_error_code(sockio::errc::bad_value),
                    {.problem = std::move(problem), .advice = "nothing was sent"}},
                   name);
}

std::string spoken(channel_number channel) { return fmt::format("channel {}", channel.value()); }

std::string spoken(std::vector<channel_number> const& channels) {
  static constexpr std::size_t most = 16;
  if (channels.size() == 1) return spoken(channels.front());
  std::string text = "channels";
  for (std::size_t i = 0; i < std::min(channels.size(), most); ++i)
    text += fmt::format("{} {}", i == 0 ? "" : ",", channels[i].value());
  if (channels.size() > most) text += fmt::format(" and {} more", channels.size() - most);
  return text;
}

result<std::vector<channel_number>> channels_of(session const& from, std::string_view name,
                                                std::vector<int> const& numbers) {
  if (numbers.empty()) return bad_value(from, name, "no channel is named");
  std::vector<channel_number> all;
  std::set<int> seen;
  for (int const each : numbers) {
    auto const channel = channel_number::from_wire(std::int64_t{each} - 1);
    if (!channel)
      return bad_value(
          from, name,
          fmt::format("{} is no channel: they count from 1 to {}", each, channel_number::highest));
    if (!seen.insert(each).second)
      return bad_value(from, name, fmt::format("channel {} is named twice", each));
    all.push_back(*channel);
  }
  return all;
}

}  // namespace cyclers::arbin::detail
