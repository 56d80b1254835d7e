#pragma once

#include <optional>
#include <span>
#include <vector>

#include "cyclers/arbin/channel_number.hpp"
#include "cyclers/arbin/codec.hpp"
#include "cyclers/arbin/messages/channels_info.hpp"

namespace cyclers::arbin {

/// Holds what is known of channels, found by the number that is in each record.
///
/// Their order and the number of messages that they came in mean nothing.
class channel_records {
 public:
  channel_records() = default;
  explicit channel_records(std::vector<messages::channel_record> records) {
    add(std::move(records));
  }

  /// Adds the records of one more message; a later record of a channel replaces an earlier one.
  void add(std::vector<messages::channel_record> records);

  /// Returns the record of a channel, or null.
  messages::channel_record const* find(channel_number channel) const;
  /// Returns all records in the order of the channels.
  std::span<messages::channel_record const> all() const& { return records_; }
  std::span<messages::channel_record const> all() const&& = delete;
  /// Returns the channels, as people count, of which the cycler was asked and sent no record.
  std::vector<int> missing() const { return missing_; }
  /// Takes note of the channels that are missing, of those from 1 to a number.
  void look_for(int count);
  std::size_t size() const { return records_.size(); }
  bool empty() const { return records_.empty(); }

 private:
  std::vector<messages::channel_record> records_;
  std::vector<int> missing_;
};

/// Reads all records of some messages, one behind the other, as a records_frame finds them.
///
/// Errors: as read_feedback; errc::wrong_length when the last message is not whole.
result<channel_records> read_records(std::string_view bytes);

/// Says which kind of input an auxiliary value is of, in the order of the wire.
///
/// Wire: as the counts stand in a record (protocol document page 5); the instructions' list on page
/// 57 has another order, which is that of their library only.
enum class aux_kind {
  voltage,
  temperature,
  pressure,
  external,
  flow,
  analog_output,
  digital_input,
  digital_output,
  humidity,
  safety,
  ph,
  density,
};
inline constexpr std::size_t aux_kinds = 12;

/// Is the numbers of a channel's record, without its texts.
struct channel_numbers {
  std::uint32_t channel = 0;
  channel_status status{};
  std::uint8_t communication_failed = 0;
  std::uint16_t master_channel = 0;
  double test_time = 0;
  double step_time = 0;
  float voltage = 0;
  float current = 0;
  float power = 0;
  float charge_capacity = 0;
  float discharge_capacity = 0;
  float charge_energy = 0;
  float discharge_energy = 0;
  float internal_resistance = 0;
  float voltage_rate = 0;
  float ac_resistance = 0;
  float ac_impedance = 0;
  float ac_impedance_phase = 0;
  std::array<std::uint16_t, aux_kinds> aux_counts{};
  std::uint16_t can_count = 0;
  std::uint16_t smb_count = 0;

  static constexpr auto fields() {
    using protocol::member;
    using n = channel_numbers;
    return std::array{
        member<&n::channel>("ChannelIndex", "none", "The channel, from 0."),
        member<&n::status>("Status", "none", "What it is doing."),
        member<&n::communication_failed>("m_bCommFailure", "none",
                                         "1 when the microcontroller cannot be reached."),
        protocol::reserved<1652>("All texts."),
        member<&n::master_channel>("MasterChannel", "none", "Main channel when in parallel."),
        member<&n::test_time>("TestTime", "s", "Time since the test's start."),
        member<&n::step_time>("StepTime", "s", "Time since the step's start."),
        member<&n::voltage>("Voltage", "V", "Voltage at the channel."),
        member<&n::current>("Current", "A", "Current through the channel."),
        member<&n::power>("Power", "W", "Power of the channel."),
        member<&n::charge_capacity>("ChargeCapacity", "Ah", "Charge that went in."),
        member<&n::discharge_capacity>("DischargeCapacity", "Ah", "Charge that came out."),
        member<&n::charge_energy>("ChargeEnergy", "Wh", "Energy that went in."),
        member<&n::discharge_energy>("DishargeEnergy", "Wh", "Energy that came out."),
        member<&n::internal_resistance>("InternalResistance", "Ohm", "As it was computed."),
        member<&n::voltage_rate>("dvdt", "V/s", "How fast the voltage changes."),
        member<&n::ac_resistance>("ACR", "Ohm", "Internal resistance as it was measured."),
        member<&n::ac_impedance>("ACI", "Ohm", "Impedance at 1 kHz."),
        member<&n::ac_impedance_phase>("ACIPhase", "deg", "Phase of that impedance."),
        member<&n::aux_counts>("nAuxCounts", "none", "How many inputs of each kind there are."),
        member<&n::can_count>("BMSNum", "none", "How many CAN values there are."),
        member<&n::smb_count>("SMBNum", "none", "How many SMBus values there are."),
    };
  }
};

/// Is the numbers of a channel with a view of its auxiliary values in the message.
struct channel_reading : channel_numbers {
  std::string_view aux_bytes{};  ///< In the message that was read.

  /// Returns what an input reads, counted from 0 within its kind; nothing when it is not there.
  std::optional<messages::aux_value> aux(aux_kind kind, std::size_t index) const;
};

/// Reads the numbers alone of a feedback of channels_info, which is faster by far.
///
/// `into` is overwritten; its memory is used again.
/// Errors: as read_feedback, but for texts, which are not looked at.
result<void> read_numbers(std::string_view bytes, std::vector<channel_reading>& into);

}  // namespace cyclers::arbin
