#pragma once

#include "cyclers/arbin/outcomes.hpp"
#include "cyclers/arbin/session.hpp"

namespace cyclers::arbin::detail {

/// Gives a command to channels that answer one by one, and returns how it ended on each.
///
/// Errors: failure when nothing at all is known.
awaitable<outcomes> command_to_each(std::shared_ptr<session> core, question what,
                                    std::vector<channel_number> asked, answer_reader read);

template <class C>
awaitable<outcomes> command_to_each(std::shared_ptr<session> core, question what,
                                    std::vector<channel_number> asked) {
  return command_to_each(std::move(core), std::move(what), std::move(asked), &read_answer<C>);
}

}  // namespace cyclers::arbin::detail
