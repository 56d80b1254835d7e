#include "sim/device_class.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "cycler/cell_setup.hpp"
#include "cyclers/timestamp.hpp"
#include "maccor_twin/class_options.hpp"
#include "sim/maccor.hpp"

namespace sim {
namespace mac {
namespace {

using std::string;

// What a configuration leaves out is as in the plain struct, so that both ways make the same
// device.
maccor const plain_maccor{};

config_error wrong(int line, string what) {
  return {.file = {}, .line = line, .what = std::move(what)};
}

void describe_users(maccor& out, options const& from) {
  if (auto const* const users = from.tree().find("users"))
    for (auto const& one : users->entries) out.users[one.key] = one.value.text;
}

void describe_tester(maccor& out, options const& from) {
  out.channels = static_cast<int>(from.integer("channels", plain_maccor.channels));
  out.system_type = static_cast<int>(from.integer("system_type", plain_maccor.system_type));
  out.least_voltage = from.number("least_voltage", plain_maccor.least_voltage);
  out.most_voltage = from.number("most_voltage", plain_maccor.most_voltage);
  for (std::size_t n = 0; n < out.most_current.size(); ++n)
    out.most_current[n] =
        from.number("most_current." + std::to_string(n + 1), plain_maccor.most_current[n]);
  out.most_power = from.number("most_power", plain_maccor.most_power);
  out.watchdog = from.span("watchdog", plain_maccor.watchdog);
  out.direct_ready = from.span("direct_ready", plain_maccor.direct_ready);
  out.chambers = static_cast<int>(from.integer("chambers", plain_maccor.chambers));
  out.smart_batteries = from.boolean("smart_batteries", plain_maccor.smart_batteries);
  out.folder = from.text("folder", "");
}

config_result<std::unique_ptr<device>> make_of_setup(device_setup const& setup) {
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
  auto const cells = cycler::read_cells(from, out.channels);
  if (!cells) return cells.error();
  out.cells = cells->all;
  out.cell_on = cells->own;
  try {
    return make_device(out);
  } catch (std::invalid_argument const& error) {
    return wrong(0, error.what());
  }
}

}  // namespace
}  // namespace mac

device_class const& maccor_class() {
  static device_class const self{
      .name = "Maccor",
      .doc =
          "Maccor battery tester with a cell on each channel that answers every MacNet function.",
      .options = mac::class_options(),
      .protocols = {"json", "binary"},
      .nack =
          "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32005,\"message\":\"MacNet error\"},"
          "\"id\":null}\r\n",
      .make = &mac::make_of_setup};
  return self;
}

}  // namespace sim
