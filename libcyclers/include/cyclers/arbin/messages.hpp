#pragma once

#include <tuple>

#include "cyclers/arbin/messages/channels_info.hpp"
#include "cyclers/arbin/messages/files.hpp"
#include "cyclers/arbin/messages/schedule.hpp"
#include "cyclers/arbin/messages/session.hpp"
#include "cyclers/arbin/messages/start_data.hpp"
#include "cyclers/arbin/messages/system.hpp"
#include "cyclers/arbin/messages/variables.hpp"

namespace cyclers::arbin::messages {

/// Lists every command of CTI.
using all = std::tuple<log_in, connect, channels_info, serial_number, assign_schedule, start,
                       start_long, stop, resume, continue_test, jump, set_variable, set_variables,
                       get_start_data, start_ex, get_resume_data, resume_ex, browse, download,
                       upload, new_or_delete, new_folder, delete_folder, send_message, calibrate,
                       assign_name_rule, assign_path, reset_database, restart_daq, restart_console>;

}  // namespace cyclers::arbin::messages
