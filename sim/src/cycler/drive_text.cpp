#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "config/scalar.hpp"
#include "cycler/procedure_text.hpp"

namespace sim::cycler {
namespace {

direction way_of(step_kind kind) {
  switch (kind) {
    case step_kind::charge:
      return direction::charge;
    case step_kind::discharge:
      return direction::discharge;
    case step_kind::hold:
      return direction::hold;
    default:
      return direction::rest;
  }
}

std::optional<amount> read_set_point(reading const& of, node const& map, std::string_view key,
                                     dimension in) {
  auto const* value = map.find(key);
  if (value == nullptr) return {};
  return of.positive(*value, key, in);
}

void read_set_points(reading const& of, node const& map, drive& to) {
  to.current = read_set_point(of, map, "current", dimension::current);
  auto const rate = read_set_point(of, map, "rate", dimension::rate);
  if (to.current && rate)
    of.fail(map.line, fmt::format("{} has both a current and a rate", of.where));
  if (rate) to.current = rate;
  to.voltage = read_set_point(of, map, "voltage", dimension::voltage);
  to.power = read_set_point(of, map, "power", dimension::power);
  to.resistance = read_set_point(of, map, "resistance", dimension::resistance);
}

void check_set_points(reading const& of, node const& map, drive const& to) {
  int const count = to.current.has_value() + to.voltage.has_value() + to.power.has_value() +
                    to.resistance.has_value();
  if (to.way == direction::hold && !to.voltage)
    of.fail(map.line, fmt::format("{} needs a voltage to hold, e.g. voltage: 4.2 V", of.where));
  if (to.way != direction::rest && count == 0)
    of.fail(
        map.line,
        fmt::format("{} needs a set point: current, rate, voltage, power or resistance", of.where));
  if (count > 3)
    of.fail(map.line, fmt::format("{} has four set points, a channel takes three", of.where));
}

}  // namespace

std::vector<std::string> record_keys() { return {"time", "voltage", "current"}; }

std::vector<std::string> drive_keys(step_kind kind) {
  std::vector<std::string> keys{"until", "record"};
  if (kind == step_kind::rest) return keys;
  keys.insert(keys.end(), {"current", "rate", "voltage", "power"});
  if (kind != step_kind::hold) keys.emplace_back("resistance");
  return keys;
}

record_rule read_record(reading const& of, node const& map) {
  if (!map.is_map())
    of.fail(map.line, fmt::format("'record' of {} must be a rule, e.g. {{time: 30 s}}", of.where));
  of.check_keys(map, record_keys());
  auto const read = [&](std::string_view key, dimension in, double least,
                        std::string_view least_text) {
    auto const* value = map.find(key);
    if (value == nullptr) return 0.0;
    auto const found = of.number(*value, key, in);
    if (found.variable > 0 || found.per_hour || found.factor < least)
      of.fail(value->line, fmt::format("'{}' of the record of {} must be {} at least, not '{}'",
                                       key, of.where, least_text, config::shown(value->text)));
    return found.factor;
  };
  constexpr double shortest = std::chrono::duration<double>(shortest_step).count();
  double const seconds = read("time", dimension::time, shortest, "10 ms");
  return {.time = std::chrono::nanoseconds(std::llround(seconds * 1e9)),
          .voltage = read("voltage", dimension::voltage, 1e-4, "0.1 mV"),
          .current = read("current", dimension::current, 1e-4, "0.1 mA")};
}

drive read_drive(reading const& of, node const& map, step_kind kind) {
  if (!map.is_map())
    of.fail(map.line, fmt::format("{} must hold keys and values, e.g. {{until: {{time: 10 min}}}}",
                                  of.where));
  of.check_keys(map, drive_keys(kind));
  drive to{.way = way_of(kind), .record = of.record};
  read_set_points(of, map, to);
  check_set_points(of, map, to);
  if (auto const* rule = map.find("record")) to.record = read_record(of, *rule);
  auto const* until = map.find("until");
  if (until == nullptr)
    of.fail(map.line, fmt::format("{} would never end: give it an until, e.g. until: {{time: 1 h}}",
                                  of.where));
  to.until = read_conditions(of, *until, "until", kind);
  return to;
}

}  // namespace sim::cycler
