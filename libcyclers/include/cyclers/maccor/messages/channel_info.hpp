#pragma once

#include <vector>

#include "cyclers/maccor/function.hpp"
#include "cyclers/timestamp.hpp"

/// Holds class 3 of MacNet: what a channel can do.
namespace cyclers::maccor::messages {

/// Says what a channel can do.
struct channel_limits {
  float tick = 0;
  float v_max = 0;
  float v_min = 0;
  float v_safe_max = 0;
  float v_safe_min = 0;
  float i_charge_4 = 0;
  float i_charge_3 = 0;
  float i_charge_2 = 0;
  float i_charge_1 = 0;
  float i_discharge_4 = 0;
  float i_discharge_3 = 0;
  float i_discharge_2 = 0;
  float i_discharge_1 = 0;
  float i_safe_charge = 0;
  float i_safe_discharge = 0;
  float p_battery_charge = 0;
  float p_battery_discharge = 0;
  float p_channel_charge = 0;
  float p_channel_discharge = 0;
  float supply_charge = 0;
  float supply_discharge = 0;

  static constexpr auto fields() {
    using self = channel_limits;
    return std::array{
        // The document says ms and shows 0.005; page 48 makes a tick 10 ms.
        member<&self::tick>("TickSpeed", "s", "Period of the controller board."),
        member<&self::v_max>("Vmax", "V", "Highest voltage."),
        member<&self::v_min>("Vmin", "V", "Lowest voltage."),
        member<&self::v_safe_max>("VSafeMax", "V", "Highest safe voltage."),
        member<&self::v_safe_min>("VSafeMin", "V", "Lowest safe voltage."),
        member<&self::i_charge_4>("IR4Chg", "A", "Highest charge current in range 4."),
        member<&self::i_charge_3>("IR3Chg", "A", "Highest charge current in range 3."),
        member<&self::i_charge_2>("IR2Chg", "A", "Highest charge current in range 2."),
        member<&self::i_charge_1>("IR1Chg", "A", "Highest charge current in range 1."),
        member<&self::i_discharge_4>("IR4Dis", "A", "Highest discharge current in range 4."),
        member<&self::i_discharge_3>("IR3Dis", "A", "Highest discharge current in range 3."),
        member<&self::i_discharge_2>("IR2Dis", "A", "Highest discharge current in range 2."),
        member<&self::i_discharge_1>("IR1Dis", "A", "Highest discharge current in range 1."),
        member<&self::i_safe_charge>("ISafeChg", "A", "Highest safe charge current."),
        member<&self::i_safe_discharge>("ISafeDis", "A", "Highest safe discharge current."),
        member<&self::p_battery_charge>("PBatSafeChg", "W", "Highest power into a battery."),
        member<&self::p_battery_discharge>("PBatSafeDis", "W", "Highest power out of a battery."),
        member<&self::p_channel_charge>("PChanSafeChg", "W", "Highest power of charging."),
        member<&self::p_channel_discharge>("PChanSafeDis", "W", "Highest power of discharging."),
        member<&self::supply_charge>("PSVChg", "V", "Supply voltage of charging."),
        member<&self::supply_discharge>("PSVDis", "V", "Supply voltage of discharging."),
    };
  }
};

struct channel_specification {
  static constexpr function_info info{
      .fclass = 3,
      .fnum = 1,
      .name = "channel_specification",
      .page = 20,
      .doc = "Reads what channels can do, up to 128 in binary and one in JSON.",
      .target = target::channels,
      .reply_record = 84};
  using request = nothing;
  struct reply {
    std::vector<channel_limits> channels{};

    static constexpr auto fields() {
      return std::array{
          member<&reply::channels>("Channels", "none", "One for each channel.").inline_members(),
      };
    }
  };
};

struct calibration_dates {
  static constexpr function_info info{.fclass = 3,
                                      .fnum = 2,
                                      .name = "calibration_dates",
                                      .page = 22,
                                      .doc = "Reads when a channel's calibration was verified.",
                                      .target = target::channel};
  using request = nothing;
  struct reply {
    timestamp v_charge{};
    timestamp v_discharge{};
    timestamp i_charge_4{};
    timestamp i_discharge_4{};
    timestamp i_charge_3{};
    timestamp i_discharge_3{};
    timestamp i_charge_2{};
    timestamp i_discharge_2{};
    timestamp i_charge_1{};
    timestamp i_discharge_1{};

    static constexpr auto fields() {
      return std::array{
          member<&reply::v_charge>("VChg", "ms", "Voltage in charge; 1970 when never."),
          member<&reply::v_discharge>("VDis", "ms", "Voltage in discharge."),
          member<&reply::i_charge_4>("IChgR4", "ms", "Charge current in range 4."),
          member<&reply::i_discharge_4>("IDisR4", "ms", "Discharge current in range 4."),
          member<&reply::i_charge_3>("IChgR3", "ms", "Charge current in range 3."),
          member<&reply::i_discharge_3>("IDisR3", "ms", "Discharge current in range 3."),
          member<&reply::i_charge_2>("IChgR2", "ms", "Charge current in range 2."),
          member<&reply::i_discharge_2>("IDisR2", "ms", "Discharge current in range 2."),
          member<&reply::i_charge_1>("IChgR1", "ms", "Charge current in range 1."),
          member<&reply::i_discharge_1>("IDisR1", "ms", "Discharge current in range 1."),
      };
    }
  };
};

}  // namespace cyclers::maccor::messages
