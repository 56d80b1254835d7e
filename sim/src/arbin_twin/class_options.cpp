#include "arbin_twin/class_options.hpp"

#include "arbin_twin/input_options.hpp"
#include "cycler/cell_setup.hpp"

namespace sim::cti {
namespace {

void add_person_options(std::vector<option_spec>& table) {
  using enum value_type;
  table.insert(
      table.end(),
      {{"users.*.password", text, "", "Password of a user; anybody may log in without users."},
       {"users.*.level", word, "normal", "What the user may do.", {"normal", "super"}},
       {"users.*.control", boolean, "on", "Whether the user's commands are carried out."},
       {"sessions",
        integer,
        "16",
        "How many may be logged in; one more kicks out who may be kicked out, or is refused.",
        {},
        1,
        10000},
       {"idle_timeout",
        span,
        "0s",
        "Ends a connection on which nothing comes for so long; never when 0.",
        {},
        0,
        86400}});
}

void add_self_options(std::vector<option_spec>& table) {
  using enum value_type;
  table.insert(
      table.end(),
      {{"serial_number", integer, "200100", "Serial number of the cycler.", {}, 0, 4294967295.0},
       {"version", text, "00000001",
        "Version in log-in feedbacks, in hexadecimal digits; 01000003 is one of those that make "
        "clients send long test names."},
       {"note", text, "Digital twin", "Note in log-in feedbacks."},
       {"location", text, "", "Where the cycler is, in log-in feedbacks."},
       {"picture", text, "", "File with a picture of the cycler, for log-in feedbacks."},
       {"one_message_a_channel", boolean, "off",
        "Whether many channels are told in a message for each, not in one with all."},
       {"mits7", boolean, "off",
        "Whether capacity, barcode and variables of an assignment take effect."}});
}

void add_state_options(std::vector<option_spec>& table) {
  using enum value_type;
  constexpr double day = 86400;
  table.insert(
      table.end(),
      {{"download_time", span, "0s", "How long a channel takes to load a schedule.", {}, 0, day},
       {"restart_time",
        span,
        "5s",
        "How long the data acquisition and the console take to restart.",
        {},
        0,
        day},
       {"calibration_time", span, "1min", "How long a calibration takes.", {}, 0, day},
       {"calibration_window", boolean, "off",
        "Whether the calibration window is open; else no calibration starts."},
       {"monitor_window", boolean, "off",
        "Whether somebody uses the monitor window; schedules are not taken from clients then."},
       {"batch_file", boolean, "off",
        "Whether a batch file is open; schedules cannot be assigned then."},
       {"refuse.*", text, "",
        "Code with which a command is refused, by its name: {start: 0x22}; a number, or the name "
        "of a code in docs/protocols/cti.md."}});
}

}  // namespace

std::vector<option_spec> class_options() {
  using enum value_type;
  std::vector<option_spec> table{
      {"channels", integer, "16", "How many channels the cycler has.", {}, 1, 2048},
      {"least_voltage",
       number,
       "0",
       "Voltage in V below which a test makes its channel unsafe.",
       {},
       -1000,
       1000},
      {"most_voltage",
       number,
       "5",
       "Voltage in V above which a test makes its channel unsafe.",
       {},
       -1000,
       1000},
      {"most_current", number, "60", "Highest current of a channel in A.", {}, 1e-9, 10000}};
  add_person_options(table);
  add_self_options(table);
  add_state_options(table);
  table.push_back({"folder", text, "",
                   "Folder of the cycler's files (Work with the schedules, Support, ...); a "
                   "temporary one without."});
  table.push_back({"date", text, "",
                   "Date and time of the cycler's clock at the start, 2020-05-14T16:02:35; the "
                   "present UTC without."});
  sim::cycler::add_cell_options(table);
  add_input_options(table);
  return table;
}

}  // namespace sim::cti
