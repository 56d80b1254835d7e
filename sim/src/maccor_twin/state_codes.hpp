#pragma once

#include "cycler/runner.hpp"
#include "cyclers/maccor/messages/status.hpp"

namespace sim::mac {

/// Tells in the tester's codes what a channel with a test is doing.
cyclers::maccor::messages::channel_status codes_of(cycler::runner const& on);

/// Returns the code of a record, as RF2 and the data files have it.
cyclers::maccor::end_code code_of(cycler::record const& one);

}  // namespace sim::mac
