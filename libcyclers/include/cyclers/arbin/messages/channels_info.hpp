#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cyclers/arbin/command.hpp"

/// Holds the reading of channels: the status, the measurements and the auxiliary values of each.
namespace cyclers::arbin::messages {

/// Says which data a request for channels wants beside the measurements; they can be added up.
namespace wants {
inline constexpr std::uint32_t measurements = 0;
inline constexpr std::uint32_t can = 0x100;
inline constexpr std::uint32_t smb = 0x200;
inline constexpr std::uint32_t aux = 0x400;
}  // namespace wants

/// Is the most channels that a cycler has.
inline constexpr std::size_t most_channels = 2048;

/// Is what an auxiliary input reads.
struct aux_value {
  float value = 0;
  float rate = 0;

  static constexpr auto fields() {
    return std::array{
        member<&aux_value::value>("Value", "as its kind says", "What the input reads."),
        member<&aux_value::rate>("dtValue", "as its kind says, per second",
                                 "How fast it changes, if available."),
    };
  }
  friend bool operator==(aux_value const&, aux_value const&) = default;
};

/// Is a value from the CAN bus of a battery.
///
/// Wire: the protocol document (page 5) leaves out the unit; the instructions (page 18) have it.
struct can_value {
  std::uint32_t index = 0;
  double value = 0;
  std::string unit{};

  static constexpr auto fields() {
    return std::array{
        member<&can_value::index>("Index", "none", "Number of the entry in the configuration."),
        member<&can_value::value>("Value", "as Unit says", "The value."),
        member<&can_value::unit, zero_ended>("Unit", "none", "Unit of the value."),
    };
  }
  friend bool operator==(can_value const&, can_value const&) = default;
};

/// Is a value from the SMBus of a battery: a number, or a text when its type says so.
///
/// Wire: the protocol document (page 5) leaves out value and unit; the instructions (page 18) have
/// them.
struct smb_value {
  std::uint32_t index = 0;
  smb_type type{};
  double value = 0;
  std::string text{};
  std::string unit{};

  static constexpr auto fields() {
    return std::array{
        member<&smb_value::index>("Index", "none", "Number of the entry in the configuration."),
        member<&smb_value::type>("nType", "none", "Whether it is a number or a text."),
        member<&smb_value::value>("Value", "as Unit says", "The number.")
            .unless<&smb_value::type, smb_type::text>(),
        member<&smb_value::text, zero_ended>("StringValue", "none", "The text.")
            .when<&smb_value::type, smb_type::text>(),
        member<&smb_value::unit, zero_ended>("Unit", "none", "Unit of the value."),
    };
  }
  friend bool operator==(smb_value const&, smb_value const&) = default;
};

/// Describes the number of a record's elements of some kind, which stands in front of them all.
template <auto Count, auto List>
constexpr field count_of(std::string_view key) {
  return member<Count>(key, "none", "How many there are.").template counts<List>().binary_only();
}
/// Describes a record's elements of some kind.
template <auto List, auto Count>
constexpr field elements(std::string_view key, std::string_view doc) {
  return member<List>(key, "none", doc).template counted<Count>().omitted();
}

/// Is what is known of one channel.
///
/// Units: a positive current charges.
struct channel_record {
  std::uint32_t channel = 0;
  channel_status status{};
  std::uint8_t communication_failed = 0;
  std::string schedule{};
  std::string test_name{};
  std::string exit_condition{};
  std::string step_and_cycle{};
  std::string barcode{};
  std::string can_configuration{};
  std::string smb_configuration{};
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
  std::uint16_t voltage_count = 0;
  std::uint16_t temperature_count = 0;
  std::uint16_t pressure_count = 0;
  std::uint16_t external_count = 0;
  std::uint16_t flow_count = 0;
  std::uint16_t analog_output_count = 0;
  std::uint16_t digital_input_count = 0;
  std::uint16_t digital_output_count = 0;
  std::uint16_t humidity_count = 0;
  std::uint16_t safety_count = 0;
  std::uint16_t ph_count = 0;
  std::uint16_t density_count = 0;
  std::uint16_t can_count = 0;
  std::uint16_t smb_count = 0;
  std::vector<aux_value> voltages{};
  std::vector<aux_value> temperatures{};
  std::vector<aux_value> pressures{};
  std::vector<aux_value> externals{};
  std::vector<aux_value> flows{};
  std::vector<aux_value> analog_outputs{};
  std::vector<aux_value> digital_inputs{};
  std::vector<aux_value> digital_outputs{};
  std::vector<aux_value> humidities{};
  std::vector<aux_value> safeties{};
  std::vector<aux_value> phs{};
  std::vector<aux_value> densities{};
  std::vector<can_value> can{};
  std::vector<smb_value> smb{};

  static constexpr auto fields() {
    using r = channel_record;
    return std::array{
        member<&r::channel>("ChannelIndex", "none", "The channel, from 0."),
        member<&r::status>("Status", "none", "What it is doing."),
        member<&r::communication_failed>("m_bCommFailure", "none",
                                         "1 when the microcontroller cannot be reached."),
        member<&r::schedule, utf16<200>>("Schedule", "none", "File name of the schedule."),
        member<&r::test_name, utf16<72>>("Testname", "none", "Name of the test."),
        member<&r::exit_condition, chars<100>>("ExitCondition", "none", "Why the test ended."),
        member<&r::step_and_cycle, chars<64>>("StepAndCycleformat", "none",
                                              "Cycle and step that are under way."),
        member<&r::barcode, utf16<72>>("Barcode", "none", "Barcode of the battery."),
        member<&r::can_configuration, utf16<200>>("CANCfgName", "none", "CAN configuration."),
        member<&r::smb_configuration, utf16<200>>("SMBCfgName", "none", "SMB configuration."),
        member<&r::master_channel>("MasterChannel", "none",
                                   "Main channel when in parallel, else the channel itself."),
        member<&r::test_time>("TestTime", "s", "Time since the test's start."),
        member<&r::step_time>("StepTime", "s", "Time since the step's start."),
        member<&r::voltage>("Voltage", "V", "Voltage at the channel."),
        member<&r::current>("Current", "A", "Current through the channel."),
        member<&r::power>("Power", "W", "Power of the channel."),
        member<&r::charge_capacity>("ChargeCapacity", "Ah", "Charge that went in."),
        member<&r::discharge_capacity>("DischargeCapacity", "Ah", "Charge that came out."),
        member<&r::charge_energy>("ChargeEnergy", "Wh", "Energy that went in."),
        member<&r::discharge_energy>("DishargeEnergy", "Wh", "Energy that came out."),
        member<&r::internal_resistance>("InternalResistance", "Ohm", "As it was computed."),
        member<&r::voltage_rate>("dvdt", "V/s", "How fast the voltage changes."),
        member<&r::ac_resistance>("ACR", "Ohm", "Internal resistance as it was measured."),
        member<&r::ac_impedance>("ACI", "Ohm", "Impedance at 1 kHz."),
        member<&r::ac_impedance_phase>("ACIPhase", "deg", "Phase of that impedance."),
        count_of<&r::voltage_count, &r::voltages>("nAuxVoltageCount"),
        count_of<&r::temperature_count, &r::temperatures>("nAuxTemperatureCount"),
        count_of<&r::pressure_count, &r::pressures>("nAuxPressureCount"),
        count_of<&r::external_count, &r::externals>("nAuxExternalCount"),
        count_of<&r::flow_count, &r::flows>("nAuxFlowCount"),
        count_of<&r::analog_output_count, &r::analog_outputs>("nAuxAoCount"),
        count_of<&r::digital_input_count, &r::digital_inputs>("nAuxDiCount"),
        count_of<&r::digital_output_count, &r::digital_outputs>("nAuxDoCount"),
        count_of<&r::humidity_count, &r::humidities>("nAuxHumidityCount"),
        count_of<&r::safety_count, &r::safeties>("nAuxSafetyCount"),
        count_of<&r::ph_count, &r::phs>("nAuxPhCount"),
        count_of<&r::density_count, &r::densities>("nAuxDensityCount"),
        count_of<&r::can_count, &r::can>("BMSNum"),
        count_of<&r::smb_count, &r::smb>("SMBNum"),
        elements<&r::voltages, &r::voltage_count>("AuxVoltages", "Auxiliary voltages."),
        elements<&r::temperatures, &r::temperature_count>("AuxTemperatures", "Temperatures."),
        elements<&r::pressures, &r::pressure_count>("AuxPressures", "Pressures."),
        elements<&r::externals, &r::external_count>("AuxExternals", "External charge inputs."),
        elements<&r::flows, &r::flow_count>("AuxFlows", "Flow rates."),
        elements<&r::analog_outputs, &r::analog_output_count>("AuxAos", "Analog outputs."),
        elements<&r::digital_inputs, &r::digital_input_count>("AuxDis", "Digital inputs."),
        elements<&r::digital_outputs, &r::digital_output_count>("AuxDos", "Digital outputs."),
        elements<&r::humidities, &r::humidity_count>("AuxHumidities", "Humidities."),
        elements<&r::safeties, &r::safety_count>("AuxSafeties", "Safety inputs."),
        elements<&r::phs, &r::ph_count>("AuxPhs", "Values of pH."),
        elements<&r::densities, &r::density_count>("AuxDensities", "Densities."),
        elements<&r::can, &r::can_count>("BMSValues", "Values from the CAN bus."),
        elements<&r::smb, &r::smb_count>("SMBValues", "Values from the SMBus."),
    };
  }
};

struct channels_info {
  static constexpr command_info info{.code = 0xEEAB0003,
                                     .reply_code = 0xEEBA0003,
                                     .name = "channels_info",
                                     .page = 3,
                                     .instructions_page = 16,
                                     .doc = "Reads one channel, or those of a selection.",
                                     .answers = answers::records};
  struct request {
    static constexpr std::int16_t no_single_channel = -1;

    std::int16_t only_channel = no_single_channel;
    channel_selection selection = channel_selection::all;
    std::uint32_t wanted = wants::measurements;

    static constexpr auto fields() {
      return std::array{
          member<&request::only_channel>("OnlyChannel", "none",
                                         "The channel, from 0; -1 for the selection."),
          member<&request::selection>("InfoType", "none", "Which channels when not a single one."),
          member<&request::wanted>("NeedTypeSet", "none", "What else: CAN, SMB, auxiliary data."),
          reserved<32>(),
      };
    }
  };
  struct reply {
    std::uint32_t count = 0;
    std::vector<channel_record> channels{};

    static constexpr auto fields() {
      return std::array{
          member<&reply::count>("ChannelNum", "none", "How many channels follow.")
              .counts<&reply::channels>()
              .at_most(most_channels)
              .binary_only(),
          member<&reply::channels>("Channels", "none", "One for each channel.")
              .counted<&reply::count>(),
      };
    }
  };
};

}  // namespace cyclers::arbin::messages
