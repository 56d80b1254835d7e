#pragma once

#include <string>
#include <vector>

#include "cyclers/arbin/channel_number.hpp"
#include "cyclers/arbin/session.hpp"

namespace cyclers::arbin::detail {

/// Tells that the cycler refused what it was asked.
sockio::failure refusal(session const& from, std::string_view name,
                        boost::system::error_code result);

/// Tells that something cannot be asked; nothing was sent.
sockio::failure bad_value(session const& from, std::string_view name, std::string problem);

/// Names a channel for people: "channel 3".
std::string spoken(channel_number channel);
/// Names channels for people: "channels 1, 2, 5".
std::string spoken(std::vector<channel_number> const& channels);

/// Takes the numbers of channels.
///
/// Errors: sockio::errc::bad_value for what is no channel, for one that is named twice, and for
/// none at all.
result<std::vector<channel_number>> channels_of(session const& from, std::string_view name,
                                                std::vector<int> const& numbers);

}  // namespace cyclers::arbin::detail
