#pragma once

#include "cyclers/maccor/messages/status.hpp"
#include "cyclers/units.hpp"

namespace cyclers::maccor::detail {

/// Tells whether a status shows a channel that carries no current, at most `most` for its input.
bool is_at_rest(messages::full_status::reply const& status, ampere most);

/// Says what a status shows of that: "the tester shows 'Active, Charge' with 0.2 A".
std::string what_it_shows(messages::full_status::reply const& status);

}  // namespace cyclers::maccor::detail
