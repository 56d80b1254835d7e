#include "sim/device_class.hpp"

#include <fmt/format.h>

#include <charconv>
#include <stdexcept>

#include "arbin_twin/class_options.hpp"
#include "arbin_twin/input_options.hpp"
#include "arbin_twin/result_codes.hpp"
#include "cycler/cell_setup.hpp"
#include "cycler/disk.hpp"
#include "cyclers/arbin/registry.hpp"
#include "cyclers/timestamp.hpp"
#include "sim/arbin.hpp"

namespace sim {
namespace cti {
namespace {

// What a configuration leaves out is as in the plain struct, so that both ways make the same
// device.
arbin const plain_arbin{};

config_error unfit(int line, std::string what) {
  return {.file = {}, .line = line, .what = std::move(what)};
}

std::optional<std::uint32_t> hexadecimal(std::string_view text) {
  std::uint32_t value{};
  auto const* const end = text.data() + text.size();
  auto const [stop, failed] = std::from_chars(text.data(), end, value, 16);
  if (failed != std::errc{} || stop != end) return {};
  return value;
}

config_result<std::map<std::string, unsigned>> read_refusals(options const& from) {
  std::map<std::string, unsigned> codes;
  for (auto const& name : from.keys("refuse")) {
    auto const at = "refuse." + name;
    auto const* const command = cyclers::arbin::find_command(name);
    if (!command)
      return unfit(from.line(at), fmt::format("refuse: there is no command '{}'", name));
    auto const code = read_code(from.text(at, ""), *command);
    if (!code)
      return unfit(from.line(at),
                   fmt::format("refuse: '{}' is no code of {}", from.text(at, ""), name));
    codes[name] = *code;
  }
  return codes;
}

void describe_people(arbin& out, options const& from) {
  for (auto const& name : from.keys("users")) {
    auto const at = "users." + name + ".";
    out.users[name] = {.password = from.text(at + "password", ""),
                       .level = from.text(at + "level", "normal") == "super" ? arbin::level::super
                                                                             : arbin::level::normal,
                       .control = from.boolean(at + "control", true)};
  }
  out.sessions = static_cast<int>(from.integer("sessions", plain_arbin.sessions));
  out.idle_timeout = from.span("idle_timeout", plain_arbin.idle_timeout);
}

void describe_states(arbin& out, options const& from) {
  out.one_message_a_channel =
      from.boolean("one_message_a_channel", plain_arbin.one_message_a_channel);
  out.mits7 = from.boolean("mits7", plain_arbin.mits7);
  out.download_time = from.span("download_time", plain_arbin.download_time);
  out.restart_time = from.span("restart_time", plain_arbin.restart_time);
  out.calibration_time = from.span("calibration_time", plain_arbin.calibration_time);
  out.calibration_window = from.boolean("calibration_window", plain_arbin.calibration_window);
  out.monitor_window = from.boolean("monitor_window", plain_arbin.monitor_window);
  out.batch_file = from.boolean("batch_file", plain_arbin.batch_file);
}

void describe_cycler(arbin& out, options const& from) {
  out.channels = static_cast<int>(from.integer("channels", plain_arbin.channels));
  out.least_voltage = from.number("least_voltage", plain_arbin.least_voltage);
  out.most_voltage = from.number("most_voltage", plain_arbin.most_voltage);
  out.most_current = from.number("most_current", plain_arbin.most_current);
  out.serial_number =
      static_cast<std::uint32_t>(from.integer("serial_number", plain_arbin.serial_number));
  out.note = from.text("note", plain_arbin.note);
  out.location = from.text("location", plain_arbin.location);
  out.folder = from.text("folder", "");
}

config_result<arbin> read_the_rest(arbin out, options const& from) {
  auto const version = hexadecimal(from.text("version", "1"));
  if (!version) return unfit(from.line("version"), "version must be hexadecimal, like 01000003");
  out.version = *version;
  if (from.has("date")) {
    auto const date = cyclers::timestamp_from(from.text("date", ""));
    if (!date) return unfit(from.line("date"), "date must be like 2020-05-14T16:02:35");
    out.date = std::chrono::sys_seconds(
        std::chrono::duration_cast<std::chrono::seconds>(date->since_1970));
  }
  if (from.has("picture")) {
    auto const picture = sim::cycler::read_whole(from.text("picture", ""));
    if (!picture) return unfit(from.line("picture"), "picture must be a file that can be read");
    out.picture.assign(picture->begin(), picture->end());
  }
  auto const refuse = read_refusals(from);
  if (!refuse) return refuse.error();
  out.refuse = *refuse;
  return out;
}

config_result<std::unique_ptr<device>> make_cycler(device_setup const& setup) {
  auto read = read_options(setup.options);
  if (!read) return read.error();
  read->name = setup.name;
  try {
    return make_device(*read);
  } catch (std::invalid_argument const& error) {
    return unfit(0, error.what());
  }
}

}  // namespace

config_result<arbin> read_options(options const& from) {
  arbin out;
  describe_cycler(out, from);
  describe_people(out, from);
  describe_states(out, from);
  auto const cells = sim::cycler::read_cells(from, out.channels);
  if (!cells) return cells.error();
  out.cells = cells->all;
  out.cell_on = cells->own;
  auto const inputs = read_inputs(from, out.channels);
  if (!inputs) return inputs.error();
  out.inputs = inputs->all;
  out.inputs_on = inputs->own;
  return read_the_rest(std::move(out), from);
}

}  // namespace cti

device_class const& arbin_class() {
  static device_class const self{
      .name = "Arbin",
      .doc = "Arbin battery cycler with a cell on each channel that answers every CTI command.",
      .options = cti::class_options(),
      .nack = "",
      .make = &cti::make_cycler};
  return self;
}

}  // namespace sim
