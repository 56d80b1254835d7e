#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <string_view>

#include "cryocon/enums.hpp"
#include "cryocon/properties.hpp"
#include "cryocon_twin/twin.hpp"

namespace sim::cryo {
namespace {

[[noreturn]] void wrong(std::string_view option, std::string_view what, std::string_view expected) {
  throw std::invalid_argument(fmt::format("{} '{}' is not {}", option, what, expected));
}

template <class E>
E choice_of(std::string_view option, std::string_view text) {
  auto const& table = ::cryocon::enumeration_of<E>();
  auto const* found = table.find(text);
  if (found == nullptr) wrong(option, text, table.expected());
  return static_cast<E>(found->code);
}

double positive(std::string_view option, double value) {
  if (!(value > 0)) wrong(option, fmt::format("{}", value), "a number above zero");
  return value;
}

place place_of(std::string_view text, int input) {
  constexpr place usual[] = {place::sample, place::cooler, place::sample, place::room};
  if (text.empty()) return usual[input % 4];
  if (text == "sample") return place::sample;
  if (text == "cooler") return place::cooler;
  if (text == "room") return place::room;
  wrong("on", text, "sample, cooler or room");
}

void furnish_input(machine& out, int n, sim::cryocon::input const& from) {
  auto const i = static_cast<std::size_t>(n);
  auto& set = out.core.set.inputs[i];
  set.name = from.name.empty() ? fmt::format("Channel {}", static_cast<char>('A' + n)) : from.name;
  set.units = choice_of<::cryocon::unit>("unit", std::string_view(&from.unit, 1));
  if (out.core.sensors.find(from.sensor) == nullptr)
    wrong("sensor", fmt::format("{}", from.sensor),
          "the index of a sensor (0 to 5, 20 to 22, 32, 45 to 48, 59, 61 to 68)");
  set.sensor = from.sensor;
  out.core.places[i] = place_of(from.on, n);
  out.core.inputs[i].fault = static_cast<sensor_fault>(from.fault);
  set.alarm = {from.alarm_highest, from.alarm_lowest, from.alarm_deadband, from.alarm_high_enabled,
               from.alarm_low_enabled};
  set.latch = from.alarm_latch_enabled;
  set.audio = from.alarm_audio;
  out.figures[i] = {from.minimum, from.maximum, from.variance, from.slope, from.offset};
  if (from.temperature) out.core.inputs[i].pinned = positive("temperature", *from.temperature);
  out.core.refresh(n);
  out.core.inputs[i].restart();
}

void furnish_loop(machine& out, int n, sim::cryocon::loop const& from) {
  auto const i = static_cast<std::size_t>(n);
  auto& set = out.core.set.loops[i];
  char const own = static_cast<char>('A' + n % out.core.channels);
  char const source = from.source == 0 ? own : from.source;
  if (!out.core.has_channel(source)) wrong("source", std::string_view(&source, 1), "an input");
  set.source = source - 'A';
  set.type = choice_of<::cryocon::loop_type>("type", from.type);
  std::string_view const lowest = n < 2 ? "LOW" : "5V";
  set.range = choice_of<::cryocon::heater_range>("range", from.range.empty() ? lowest : from.range);
  if (!has_range(out.core.model, n, set.range))
    wrong("range", from.range, fmt::format("a range of loop {}", n + 1));
  set.set_point = from.set_point;
  set.rate = from.rate;
  set.gains = {from.p, from.i, from.d};
  set.manual = std::clamp(from.manual_power, 0.0, 100.0);
  set.max_set_point = from.max_set_point;
  out.core.loops[i].load_ohms = positive("heater_ohms", from.heater_ohms);
}

}  // namespace

void furnish(machine& out, sim::cryocon const& options) {
  out.core.model = ::cryocon::find_model(options.model);
  if (out.core.model != nullptr) out.core.channels = out.core.model->inputs;
  out.name = options.name;
  out.idn = options.idn.empty()
                ? fmt::format("Cryo-con,{},{},{}", options.model, options.serial, options.firmware)
                : options.idn;
  out.hardware = options.hardware_revision;
  out.firmware = options.firmware_revision;
  out.padded = options.padded;
  out.reset_time = options.reset_time;
  out.core.noise = options.noise;
  out.core.set.filter = positive("display_filter", options.display_filter);
  out.plain.put(::cryocon::property_id::system_lockout, 0, options.lockout);
  out.plain.put(::cryocon::property_id::system_led, 0, options.remote_led);
  out.core.stage.cool(options.cooling);
  for (int n = 0; n < out.core.channels; ++n)
    furnish_input(out, n, options.inputs[static_cast<std::size_t>(n)]);
  for (int n = 0; n < 4; ++n) furnish_loop(out, n, options.loops[static_cast<std::size_t>(n)]);
  for (int n = 0; n < 6; ++n) {
    out.core.tables[static_cast<std::size_t>(n)].name = fmt::format("PID Table {}", n + 1);
    out.lasting.put(::cryocon::property_id::config_name, n, fmt::format("User Config {}", n));
  }
  out.saved = out.present();
  if (options.control) out.core.control();
}

}  // namespace sim::cryo
