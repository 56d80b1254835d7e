#include "sim/config.hpp"

namespace sim {

std::vector<option_spec> const& file_options() {
  static std::vector<option_spec> const table{
      {.path = "devices",
       .type = value_type::nested,
       .doc = "The devices of the laboratory, a list."},
      {.path = "speed",
       .type = value_type::number,
       .otherwise = "1",
       .doc = "How many times faster than the wall clock the time of the devices runs.",
       .least = 0.001,
       .most = 10000},
      {.path = "seed",
       .type = value_type::integer,
       .otherwise = "0",
       .doc = "Where all random numbers start: the same seed gives the same run.",
       .least = 0},
      {.path = "log_level",
       .type = value_type::word,
       .otherwise = "warning",
       .doc = "What is told on standard error.",
       .words = {"debug", "info", "warning", "error"}},
  };
  return table;
}

std::vector<option_spec> const& device_options() {
  static std::vector<option_spec> const table{
      {.path = "class",
       .type = value_type::text,
       .doc = "What the device is; `labsim ls` shows the classes."},
      {.path = "name",
       .type = value_type::text,
       .doc = "What the device is called; no two have the same name."},
      {.path = "transports",
       .type = value_type::nested,
       .doc = "Where clients reach the device, a list."},
      {.path = "newline",
       .type = value_type::text,
       .doc = "The line end on all transports: \"\\n\", \"\\r\\n\" or \"\\r\"; the device's own "
              "when left out."},
      {.path = "baudrate",
       .type = value_type::integer,
       .doc = "The baudrate of all transports that do not have their own.",
       .least = 1,
       .most = 100'000'000},
      {.path = "faults",
       .type = value_type::nested,
       .doc = "How all transports of the device misbehave."},
  };
  return table;
}

std::vector<option_spec> const& transport_keys() {
  static std::vector<option_spec> const table{
      {.path = "type",
       .type = value_type::word,
       .otherwise = "tcp",
       .doc = "The kind of transport.",
       .words = {"tcp", "udp", "serial"}},
      {.path = "url",
       .type = value_type::text,
       .doc = "host:port for tcp and udp (without host: all interfaces; port 0: any free one); for "
              "serial the path of "
              "a link to the pseudo-terminal, which may be left out."},
      {.path = "protocol",
       .type = value_type::text,
       .doc = "Which of its protocols the device speaks here, where it has several; left out, it "
              "goes by what comes."},
      {.path = "newline",
       .type = value_type::text,
       .doc = "The line end on this transport: \"\\n\", \"\\r\\n\" or \"\\r\"; the device's own "
              "when left out."},
      {.path = "baudrate",
       .type = value_type::integer,
       .doc = "Limits the line to a tenth of this in bytes per second; no limit when left out.",
       .least = 1,
       .most = 100'000'000},
      {.path = "udp",
       .type = value_type::word,
       .doc = "Whether UDP is offered beside TCP on the TCP port + 1; auto when the real device "
              "does so.",
       .words = {"auto", "on", "off"}},
      {.path = "faults",
       .type = value_type::nested,
       .doc = "How this transport misbehaves, on top of the device's faults."},
  };
  return table;
}

}  // namespace sim
