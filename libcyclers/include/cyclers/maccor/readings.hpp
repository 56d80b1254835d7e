#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <sockio/result.hpp>
#include <string>
#include <vector>

#include "cyclers/maccor/messages/status.hpp"
#include "cyclers/maccor/session.hpp"
#include "cyclers/reading.hpp"

namespace cyclers::maccor {

/// Returns what a channel does, from its three codes.
activity activity_of(messages::channel_status const& status);
/// Gives a magnitude the sign that the channel's state says: + is charge.
///
/// A magnitude whose direction no code tells stays positive.
double signed_current(messages::channel_status const& status, double magnitude);
/// Says what the tester calls a channel's state, e.g. "Active, Charge".
std::string status_text(messages::channel_status const& status);

/// Says which parts of a reading are asked for, beside what (4,7) has.
struct reading_parts {
  bool names = false;         ///< Test names, one more request for each channel.
  bool temperatures = false;  ///< The first auxiliary input in degC, one or two more requests.
};

/// Makes a reading of a channel's full status.
reading reading_of(session const& from, int channel, messages::full_status::reply const& status);

/// Is an auxiliary input with its unit.
struct aux_input {
  double value = 0;
  std::string unit{};  ///< As the tester shows it, e.g. "C" for a temperature.

  /// Tells whether it is a temperature in degC.
  bool is_celsius() const;
};

/// Pairs the replies about auxiliary inputs; an input without a unit has none.
std::vector<aux_input> aux_inputs(messages::aux_values::reply const& values,
                                  messages::aux_units::reply const& units);

namespace detail {
/// Reads channels with as few writes as may be; what fails spoils its own channel alone.
awaitable<std::map<int, result<reading>>> read_channels(std::shared_ptr<session> core, int first,
                                                        int count, reading_parts parts);
/// Reads all channels; what fails spoils its own channel alone.
awaitable<std::map<int, result<reading>>> read_tester(std::shared_ptr<session> core,
                                                      reading_parts parts);
/// Reads all channels; throws the first failure with how many there are.
awaitable<std::vector<reading>> readings(std::shared_ptr<session> core, reading_parts parts);
/// Reads state, voltage and current of all channels, which is three requests for 128 channels.
awaitable<std::vector<reading>> basic_readings(std::shared_ptr<session> core);
awaitable<reading> read_channel(std::shared_ptr<session> core, int channel, reading_parts parts);
}  // namespace detail

}  // namespace cyclers::maccor
