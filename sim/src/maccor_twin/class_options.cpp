#include "maccor_twin/class_options.hpp"

#include "cycler/cell_setup.hpp"

namespace sim::mac {
std::vector<option_spec> class_options() {
  using enum value_type;
  std::vector<option_spec> table{
      {"channels", integer, "64", "How many channels the tester has.", {}, 1, 1024},
      {"system_type", integer, "0", "Kind of the tester; direct mode works for 0 only.", {}, 0, 5},
      {"least_voltage", number, "0", "Lowest voltage of a channel in V.", {}, -100, 1000},
      {"most_voltage", number, "5", "Highest voltage of a channel in V.", {}, -100, 1000},
      {"most_current.{1,2,3,4}",
       number,
       "",
       "Highest current of a range in A; 150 uA, 5 mA, 150 mA and 5 A without.",
       {},
       1e-9,
       10000},
      {"most_power", number, "25", "Highest power of a channel in W.", {}, 1e-6, 1e7},
      {"watchdog",
       span,
       "0s",
       "MacNetDirectModeWD: suspends a channel in direct mode that is not updated for so long; "
       "never when 0.",
       {},
       0,
       86400},
      {"direct_ready",
       span,
       "250ms",
       "Time after the start of direct mode in which it is not ready yet.",
       {},
       0,
       60},
      {"chambers", integer, "4", "How many environmental chambers there are.", {}, 0, 255},
      {"smart_batteries", boolean, "on", "Whether each cell has a gauge on an SMBus."},
      {"users.*", text, "", "Password of a user; with any user, clients must log in."},
      {"folder", text, "",
       "Folder of the tester's files (Procedur, Active, Archive, ...); a temporary one without."},
      {"date", text, "",
       "Date and time of the tester's clock at the start, 2020-05-14T16:02:35; the present UTC "
       "without."},
  };
  cycler::add_cell_options(table);
  return table;
}

}  // namespace sim::mac
