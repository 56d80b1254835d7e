#pragma once

#include <optional>
#include <string_view>

#include "cyclers/arbin/channel_number.hpp"
#include "cyclers/arbin/plans.hpp"
#include "cyclers/arbin/session.hpp"

/// Makes the questions that hold Singles and refuses values that no Single has.
namespace cyclers::arbin::detail {

/// Asks to assign a schedule to a channel, or to all when there is none.
result<question> assign_question(session const& from, std::optional<channel_number> channel,
                                 std::string_view schedule, assign_plan const& plan);

}  // namespace cyclers::arbin::detail
