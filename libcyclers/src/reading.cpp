#include "cyclers/reading.hpp"

#include "cyclers/protocol/json_writer.hpp"

namespace cyclers {

std::string_view to_text(activity what) {
  switch (what) {
    case activity::idle:
      return "idle";
    case activity::charging:
      return "charging";
    case activity::discharging:
      return "discharging";
    case activity::resting:
      return "resting";
    case activity::running:
      return "running";
    case activity::suspended:
      return "suspended";
    case activity::finished:
      return "finished";
    case activity::faulted:
      return "faulted";
    case activity::unavailable:
      return "unavailable";
    case activity::unknown:
      break;
  }
  return "unknown";
}

std::string utc_text(std::chrono::system_clock::time_point when) {
  auto const since = std::chrono::floor<std::chrono::milliseconds>(when.time_since_epoch());
  return to_text(timestamp{since}).value_or("?") + "Z";
}

std::string to_text(reading const& what) {
  std::string text = fmt::format("{:>4} {:<11} {:7.4f} V {:+9.4f} A", what.channel, what.status,
                                 what.voltage, what.current);
  if (what.capacity) text += fmt::format(" {:8.4f} Ah", *what.capacity);
  if (what.energy) text += fmt::format(" {:8.4f} Wh", *what.energy);
  if (what.temperature) text += fmt::format(" {:5.1f} degC", *what.temperature);
  if (what.cycle && what.step) text += fmt::format(" cycle {} step {}", *what.cycle, *what.step);
  if (what.test_time) text += fmt::format(" {:.1f} s", *what.test_time);
  if (!what.test_name.empty()) text += " " + what.test_name;
  return text;
}

namespace {

class object {
 public:
  explicit object(std::string& out) : json_(out, protocol::not_finite::null) {
    json_.open_object();
  }
  void add(std::string_view key, std::string_view value) {
    json_.key(key);
    json_.text(value);
  }
  void add(std::string_view key, double value) {
    json_.key(key);
    json_.real(value);
  }
  void add(std::string_view key, std::integral auto value) {
    json_.key(key);
    json_.whole(value);
  }
  template <class T>
  void add(std::string_view key, std::optional<T> const& value) {
    if (value) add(key, *value);
  }
  void close() { json_.close_object(); }

 private:
  protocol::json_writer json_;
};

}  // namespace

std::string to_json(reading const& what) {
  std::string text;
  object json(text);
  json.add("vendor", what.vendor);
  json.add("device", what.device);
  json.add("channel", what.channel);
  json.add("utc", utc_text(what.utc));
  if (what.tester_time) json.add("tester_time", to_text(*what.tester_time).value_or("?"));
  json.add("voltage_V", what.voltage);
  json.add("current_A", what.current);
  json.add("capacity_Ah", what.capacity);
  json.add("energy_Wh", what.energy);
  json.add("temperature_degC", what.temperature);
  json.add("status", to_text(what.status));
  json.add("status_text", what.status_text);
  json.add("step", what.step);
  json.add("cycle", what.cycle);
  json.add("test_time_s", what.test_time);
  json.add("step_time_s", what.step_time);
  if (!what.test_name.empty()) json.add("test_name", what.test_name);
  json.close();
  return text;
}

}  // namespace cyclers
