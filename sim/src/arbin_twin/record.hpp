#pragma once

#include "arbin_twin/console.hpp"
#include "cyclers/arbin/messages/channels_info.hpp"

namespace sim::cti {

/// Returns what the cycler tells of a channel, with the data beside it that are wanted.
messages::channel_record record_of(console const& of, test_channel const& one,
                                   std::uint32_t wanted);

}  // namespace sim::cti
