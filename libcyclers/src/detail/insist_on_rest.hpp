#pragma once

#include <functional>
#include <optional>
#include <sockio/failure.hpp>
#include <sockio/result.hpp>
#include <string>
#include <string_view>

#include "cyclers/time_source.hpp"

namespace cyclers::detail {

/// Tries to bring a channel to rest, and tells what it found.
using rest_attempt = std::function<sockio::awaitable<bool>(std::string& story)>;

/// Tries until an attempt has succeeded.
///
/// Returns: nothing, or what the last attempt found when all the time has passed.
sockio::awaitable<std::optional<std::string>> insist_on_rest(rest_attempt try_it,
                                                             sockio::duration within,
                                                             time_source const& time, alarm& bell);

/// Tells that a channel could not be brought to rest, and where to go.
sockio::context not_at_rest(sockio::duration within, std::string_view story,
                            std::string_view endpoint, int channel);

}  // namespace cyclers::detail
