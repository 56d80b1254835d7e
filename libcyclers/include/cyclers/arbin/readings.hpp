#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cyclers/arbin/channel_records.hpp"
#include "cyclers/arbin/session.hpp"
#include "cyclers/reading.hpp"

namespace cyclers::arbin {

/// Says which parts of a record are asked for, beside what is measured at the channel.
struct record_parts {
  bool aux = false;  ///< Auxiliary inputs; the first temperature becomes that of a reading.
  bool can = false;
  bool smb = false;
};

/// Is a channel's record as it came and as every cycler's reading.
struct channel_report {
  messages::channel_record raw;
  cyclers::reading reading;
};

/// Returns what a channel does.
activity activity_of(channel_status status);

/// Says what the cycler calls a channel's state, e.g. "Charge".
std::string status_text(messages::channel_record const& record);

/// Is what a channel's step_and_cycle says: "[1] 2: Step_A, Rest".
struct step_and_cycle {
  std::uint32_t cycle = 0;
  std::uint32_t step = 0;
};
/// Reads a channel's step_and_cycle; nothing when it has another form.
std::optional<step_and_cycle> step_and_cycle_of(std::string_view text);

/// Makes a reading of a channel's record.
///
/// Its capacity and energy are what went in less what came out since the cycler has reset its
/// counters, so that they have the sign of the current; the record has both sums. A channel whose
/// microcontroller cannot be reached is activity::unknown: it may run on.
reading reading_of(std::string_view device, messages::channel_record const& record);

namespace detail {
/// Reads all channels in one round trip.
awaitable<channel_records> read_records(std::shared_ptr<session> core, record_parts parts);
/// Reads the channels of a selection, found by the cycler where one message has them all.
awaitable<channel_records> read_records(std::shared_ptr<session> core, channel_selection which,
                                        record_parts parts);
awaitable<channel_report> read_report(std::shared_ptr<session> core, channel_number channel,
                                      record_parts parts);
awaitable<reading> read_channel(std::shared_ptr<session> core, channel_number channel,
                                record_parts parts);
/// Reads all channels; what is missing is a failure of its own channel alone.
awaitable<std::map<int, result<reading>>> read_cycler(std::shared_ptr<session> core,
                                                      record_parts parts);
/// Reads all channels; throws the first failure.
awaitable<std::vector<reading>> readings(std::shared_ptr<session> core, record_parts parts);
}  // namespace detail

}  // namespace cyclers::arbin
