#pragma once

#include <tuple>

#include "cyclers/maccor/messages/channel_info.hpp"
#include "cyclers/maccor/messages/command.hpp"
#include "cyclers/maccor/messages/direct.hpp"
#include "cyclers/maccor/messages/session.hpp"
#include "cyclers/maccor/messages/smart_battery.hpp"
#include "cyclers/maccor/messages/smart_battery_access.hpp"
#include "cyclers/maccor/messages/smart_battery_data.hpp"
#include "cyclers/maccor/messages/smart_battery_list.hpp"
#include "cyclers/maccor/messages/start.hpp"
#include "cyclers/maccor/messages/status.hpp"
#include "cyclers/maccor/messages/system.hpp"

namespace cyclers::maccor::messages {

/// Lists every function of MacNet in the order of the document.
using all =
    std::tuple<echo, version, general_info, procedure_exists, test_name_exists, file_listing,
               send_file, get_file, channel_specification, calibration_dates, statuses, voltages,
               currents, aux_values, aux_units, names, full_status, variables, test_times,
               end_status, long_names, set_global_flags, select, start, suspend, resume, reset,
               archive, start_direct, direct_output, set_variable, set_safety, check_start,
               check_message, advanced_start, battery_info, suspend_polling, resume_polling,
               battery_register, scan_list, battery_data, header_scan_list, battery_header,
               write_register, write_registers, request_read, bytes_read, read_header, position,
               set_position, scan_list_entry, set_scan_list_entry, clear_scan_list, save_scan_list,
               refresh_scan_list, log_in, log_out>;

}  // namespace cyclers::maccor::messages
