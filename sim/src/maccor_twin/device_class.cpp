#include "sim/device_class.hpp"

#include <fmt/format.h>

#include <charconv>
#include <stdexcept>

#include "cyclers/timestamp.hpp"
#include "maccor_twin/class_options.hpp"
#include "sim/maccor.hpp"

namespace sim {
namespace {

using std::string;

// What a configuration leaves out is as in the plain struct, so that both ways make the same
// device.
maccor const plain{};

maccor::cell cell_of(options const& from, string const& at, maccor::cell const& otherwise) {
  auto cell = otherwise;
  if (from.has(at + "chemistry"))
    cell.kind = from.text(at + "chemistry", "") == "kokam_nmc" ? maccor::chemistry::kokam_nmc
                                                               : maccor::chemistry::lg_m50;
  cell.capacity = from.number(at + "capacity", otherwise.capacity);
  cell.state_of_charge = from.number(at + "soc", otherwise.state_of_charge);
  cell.temperature = from.number(at + "temperature", otherwise.temperature);
  return cell;
}

config_error wrong(int line, string what) {
  return {.file = {}, .line = line, .what = std::move(what)};
}

int number_of(string const& key) {
  int number = 0;
  auto const end = key.data() + key.size();
  auto const [stop, failed] = std::from_chars(key.data(), end, number);
  return failed == std::errc{} && stop == end ? number : 0;
}

config_result<maccor> describe_cells(maccor out, options const& from) {
  out.cells = cell_of(from, "cell.", plain.cells);
  for (auto const& key : from.keys("cells")) {
    auto const number = number_of(key);
    if (number < 1 || number > out.channels)
      return wrong(
          from.line("cells"),
          fmt::format("'cells' must name channels from 1 to {}, not '{}'", out.channels, key));
    out.cell_on[number] = cell_of(from, "cells." + key + ".", out.cells);
  }
  return out;
}

void describe_users(maccor& out, options const& from) {
  if (auto const* const users = from.tree().find("users"))
    for (auto const& one : users->entries) out.users[one.key] = one.value.text;
}

void describe_tester(maccor& out, options const& from) {
  out.channels = static_cast<int>(from.integer("channels", plain.channels));
  out.system_type = static_cast<int>(from.integer("system_type", plain.system_type));
  out.least_voltage = from.number("least_voltage", plain.least_voltage);
  out.most_voltage = from.number("most_voltage", plain.most_voltage);
  for (std::size_t n = 0; n < out.most_current.size(); ++n)
    out.most_current[n] =
        from.number("most_current." + std::to_string(n + 1), plain.most_current[n]);
  out.most_power = from.number("most_power", plain.most_power);
  out.watchdog = from.span("watchdog", plain.watchdog);
  out.direct_ready = from.span("direct_ready", plain.direct_ready);
  out.chambers = static_cast<int>(from.integer("chambers", plain.chambers));
  out.smart_batteries = from.boolean("smart_batteries", plain.smart_batteries);
  out.folder = from.text("folder", "");
}

config_result<std::unique_ptr<device>> make(device_setup const& setup) {
  auto const& from = setup.options;
  maccor out{.name = setup.name, .seed = setup.seed};
  describe_tester(out, from);
  describe_users(out, from);
  if (from.has("date")) {
    auto const date = cyclers::timestamp_from(from.text("date", ""));
    if (!date) return wrong(from.line("date"), "date must be like 2020-05-14T16:02:35");
    out.date = std::chrono::sys_seconds(
        std::chrono::duration_cast<std::chrono::seconds>(date->since_1970));
  }
  auto const whole = describe_cells(out, from);
  if (!whole) return whole.error();
  try {
    return make_device(*whole);
  } catch (std::invalid_argument const& error) {
    return wrong(0, error.what());
  }
}

}  // namespace

device_class const& maccor_class() {
  static device_class const all{
      .name = "Maccor",
      .doc =
          "Maccor battery tester with a cell on each channel that answers every MacNet function.",
      .options = mac::class_options(),
      .protocols = {"json", "binary"},
      .nack =
          "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32005,\"message\":\"MacNet error\"},"
          "\"id\":null}\r\n",
      .make = &make};
  return all;
}

}  // namespace sim
