#include "sim/device_class.hpp"

#include <stdexcept>

#include "cryocon_twin/calendar.hpp"
#include "cryocon_twin/class_options.hpp"
#include "sim/cryocon.hpp"

namespace sim {
namespace {

using std::string;

// What a configuration leaves out is as in the plain struct, so that both ways make the same
// device.
cryocon const plain{};
cryocon::input const plain_input{};
cryocon::loop const plain_loop{};

std::optional<double> maybe(options const& from, string const& path) {
  return from.has(path) ? std::optional<double>(from.number(path, 0)) : std::nullopt;
}

cryocon::sensor_fault fault_of(string const& word) {
  using enum cryocon::sensor_fault;
  if (word == "open") return open;
  if (word == "short") return shorted;
  return word == "out_of_range" ? out_of_range : none;
}

cryocon::haste haste_of(string const& word) {
  using enum cryocon::haste;
  if (word == "off") return ignore;
  return word == "flag" ? flag : slow;
}

cryocon::set_reply set_reply_of(string const& word) {
  using enum cryocon::set_reply;
  if (word == "none") return none;
  return word == "part" ? part : line;
}

cryocon::input input_of(options const& from, string const& at) {
  auto const number = [&](char const* key, double otherwise) {
    return from.number(at + key, otherwise);
  };
  auto const flag = [&](char const* key) { return from.boolean(at + key, false); };
  return {.name = from.text(at + "name", ""),
          .unit = from.text(at + "unit", "K").front(),
          .sensor = static_cast<int>(from.integer(at + "sensor", plain_input.sensor)),
          .fault = fault_of(from.text(at + "fault", "none")),
          .on = from.text(at + "on", ""),
          .temperature = maybe(from, at + "temperature"),
          .alarm_highest = number("alarm_highest", plain_input.alarm_highest),
          .alarm_lowest = number("alarm_lowest", plain_input.alarm_lowest),
          .alarm_deadband = number("alarm_deadband", plain_input.alarm_deadband),
          .alarm_high_enabled = flag("alarm_high_enabled"),
          .alarm_low_enabled = flag("alarm_low_enabled"),
          .alarm_latch_enabled = flag("alarm_latch_enabled"),
          .alarm_audio = flag("alarm_audio"),
          .minimum = maybe(from, at + "minimum"),
          .maximum = maybe(from, at + "maximum"),
          .variance = maybe(from, at + "variance"),
          .slope = maybe(from, at + "slope"),
          .offset = maybe(from, at + "offset")};
}

cryocon::loop loop_of(options const& from, string const& at) {
  auto const number = [&](char const* key, double otherwise) {
    return from.number(at + key, otherwise);
  };
  return {
      .source = from.has(at + "source") ? from.text(at + "source", "A").front() : plain_loop.source,
      .type = from.text(at + "type", plain_loop.type),
      .range = from.text(at + "range", plain_loop.range),
      .set_point = number("setpoint", plain_loop.set_point),
      .rate = number("rate", plain_loop.rate),
      .p = number("p", plain_loop.p),
      .i = number("i", plain_loop.i),
      .d = number("d", plain_loop.d),
      .manual_power = number("output power", plain_loop.manual_power),
      .heater_ohms = number("heater", plain_loop.heater_ohms),
      .max_set_point = number("max_setpoint", plain_loop.max_set_point)};
}

void describe_unit(cryocon& out, options const& from) {
  out.model = from.text("model", plain.model);
  out.idn = from.text("*idn", plain.idn);
  out.serial = from.text("serial", plain.serial);
  out.firmware = from.text("firmware", plain.firmware);
  out.hardware_revision = from.text("hardware_revision", plain.hardware_revision);
  out.firmware_revision = from.text("firmware_revision", plain.firmware_revision);
  out.lockout = from.boolean("lockout", plain.lockout);
  out.remote_led = from.boolean("remled", plain.remote_led);
  out.control = from.boolean("control", plain.control);
  out.display_filter = from.number("distc", plain.display_filter);
}

void describe_behaviour(cryocon& out, options const& from) {
  out.start = maybe(from, "start");
  out.cooling = from.boolean("cooling", plain.cooling);
  out.noise = from.number("noise", plain.noise);
  out.pace = haste_of(from.text("pace", "slow"));
  out.interval = from.span("interval", plain.interval);
  out.reset_time = from.span("reset_time", plain.reset_time);
  out.set_answer = set_reply_of(from.text("set_reply", "empty"));
  out.padded = from.boolean("padded", plain.padded);
}

config_result<std::unique_ptr<device>> make(device_setup const& setup) {
  auto const& from = setup.options;
  cryocon out{.name = setup.name, .seed = setup.seed};
  describe_unit(out, from);
  describe_behaviour(out, from);
  if (from.has("date")) {
    out.date = cryo::parse_instant(from.text("date", ""));
    if (!out.date)
      return config_error{
          .file = {}, .line = from.line("date"), .what = "date must be like 2020-05-14T16:02:35"};
  }
  for (std::size_t n = 0; n < out.inputs.size(); ++n)
    out.inputs[n] = input_of(from, string("channels.") + "ABCDEFGH"[n] + ".");
  for (std::size_t n = 0; n < out.loops.size(); ++n)
    out.loops[n] = loop_of(from, "loops." + std::to_string(n + 1) + ".");
  try {
    return make_device(out);
  } catch (std::invalid_argument const& error) {
    return config_error{.file = {}, .line = 0, .what = error.what()};
  }
}

}  // namespace

device_class const& cryocon_class() {
  static device_class const all{.name = "CryoCon",
                                .doc =
                                    "Cryo-con temperature controller with a two-stage cryostat "
                                    "that answers every command of its guide.",
                                .options = cryo::class_options(),
                                .udp_beside_tcp = true,
                                .nack = "NACK\n",
                                .make = &make};
  return all;
}

}  // namespace sim
