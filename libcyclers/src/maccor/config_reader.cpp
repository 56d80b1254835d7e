#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>
#include <span>

#include "cyclers/maccor/config.hpp"

namespace cyclers::maccor {

namespace {

/// Says what a value should have been; empty when it was taken.
using taken = std::string;

std::optional<double> number(std::string const& text) {
  double value = 0;
  auto const [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  bool const whole = failed == std::errc() && end == text.data() + text.size();
  return whole && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

std::optional<long> whole_number(std::string const& text, long least, long most) {
  auto const value = number(text);
  if (!value || *value != std::floor(*value)) return std::nullopt;
  bool const fits = *value >= static_cast<double>(least) && *value <= static_cast<double>(most);
  return fits ? std::optional(static_cast<long>(*value)) : std::nullopt;
}

taken take(std::string& into, std::string const& text, bool may_be_empty) {
  if (text.empty() && !may_be_empty) return "a text that is not empty";
  into = text;
  return {};
}

taken take_port(std::uint16_t& into, std::string const& text) {
  auto const port = whole_number(text, 1, 65535);
  if (!port) return "a port, 1 to 65535";
  into = static_cast<std::uint16_t>(*port);
  return {};
}

template <class Quantity>
taken take_quantity(Quantity& into, std::string const& text, std::string_view unit) {
  auto const value = number(text);
  if (!value) return fmt::format("a number in {}", unit);
  into = Quantity{*value};
  return {};
}

template <class T>
taken take_magnitude(T& into, std::string const& text, std::string_view unit) {
  auto const value = number(text);
  if (!value || *value < 0) return fmt::format("a number in {} that is not negative", unit);
  into = T{*value};
  return {};
}

taken take_c_rate(double& into, std::string const& text) {
  auto const value = number(text);
  if (!value || *value <= 0) return "a number in Ah that is more than 0";
  into = *value;
  return {};
}

taken take_channel(std::optional<int>& into, std::string const& text) {
  auto const value = whole_number(text, 1, channel_number::highest);
  if (!value) return "a channel as people count, from 1 on";
  into = static_cast<int>(*value);
  return {};
}

taken take_buffer_size(std::string const& text) {
  return whole_number(text, 1, 1L << 30) ? taken()
                                         : "a whole number of bytes; it is of no use here";
}

struct key {
  std::string_view name;
  taken (*take)(config& into, std::string const& text);
};

#define KEY(name, call)                                        \
  key {                                                        \
    name, [](config& c, std::string const& t) { return call; } \
  }
template <class Volt>
taken take_voltage(std::optional<Volt>& into, std::string const& text) {
  Volt value;
  auto wrong = take_quantity(value, text, "V");
  if (wrong.empty()) into = value;
  return wrong;
}
taken take_current(std::optional<ampere>& into, std::string const& text) {
  ampere value;
  auto wrong = take_quantity(value, text, "A");
  if (wrong.empty()) into = value;
  return wrong;
}

constexpr key config_keys[] = {
    KEY("channel", take_channel(c.channel, t)),
    KEY("test_name", take(c.test_name, t, true)),
    KEY("test_procedure", take(c.test_procedure, t, true)),
    KEY("c_rate_ah", take_c_rate(c.c_rate_ah, t)),
    KEY("v_max_safety_limit_v", take_voltage(c.v_max_safety_limit_v, t)),
    KEY("v_min_safety_limit_v", take_voltage(c.v_min_safety_limit_v, t)),
    KEY("i_max_safety_limit_a", take_current(c.i_max_safety_limit_a, t)),
    KEY("i_min_safety_limit_a", take_current(c.i_min_safety_limit_a, t)),
    KEY("power_safety_limit_chg_w", take_magnitude(c.power_safety_limit_chg_w, t, "W")),
    KEY("power_safety_limit_dsg_w", take_magnitude(c.power_safety_limit_dsg_w, t, "W")),
    KEY("v_max_v", take_voltage(c.v_max_v, t)),
    KEY("v_min_v", take_voltage(c.v_min_v, t)),
    KEY("data_record_time_s", take_magnitude(c.data_record_time_s, t, "s")),
    KEY("data_record_voltage_delta_vbys", take_magnitude(c.data_record_voltage_delta_vbys, t, "V")),
    KEY("data_record_current_delta_abys", take_magnitude(c.data_record_current_delta_abys, t, "A")),
    KEY("server_ip", take(c.server_ip, t, false)),
    KEY("json_server_port", take_port(c.json_server_port, t)),
    KEY("json_msg_port", take_port(c.json_server_port, t)),
    KEY("tcp_server_port", take_port(c.tcp_server_port, t)),
    KEY("bin_msg_port", take_port(c.tcp_server_port, t)),
    KEY("msg_buffer_size_bytes", (static_cast<void>(c), take_buffer_size(t))),
};
#undef KEY

std::string known_keys() {
  std::string all;
  for (key const& each : config_keys) all += (all.empty() ? "" : ", ") + std::string(each.name);
  return all;
}

sockio::failure wrong(std::string_view file, YAML::Mark const& mark, std::string problem) {
  sockio::context story;
  story.device = "maccor";
  story.endpoint = mark.is_null() ? std::string(file) : fmt::format("{}:{}", file, mark.line + 1);
  story.problem = std::move(problem);
  return {make_error_code(sockio::errc::bad_option), std::move(story)};
}

/// Says which of two limits contradict each other; empty when none do.
std::string contradiction(config const& c) {
  if (c.v_max_safety_limit_v && c.v_min_safety_limit_v &&
      *c.v_max_safety_limit_v <= *c.v_min_safety_limit_v)
    return "v_max_safety_limit_v has to be more than v_min_safety_limit_v";
  if (c.v_max_v && c.v_min_v && *c.v_max_v <= *c.v_min_v)
    return "v_max_v has to be more than v_min_v";
  if (c.v_max_v && c.v_max_safety_limit_v && *c.v_max_v > *c.v_max_safety_limit_v)
    return "v_max_v must not be more than v_max_safety_limit_v";
  if (c.v_min_v && c.v_min_safety_limit_v && *c.v_min_v < *c.v_min_safety_limit_v)
    return "v_min_v must not be less than v_min_safety_limit_v";
  return {};
}

result<config> read_members(YAML::Node const& root, std::string_view file) {
  if (!root.IsMap()) return wrong(file, root.Mark(), "keys with values are expected");
  config all;
  std::set<std::string> seen;
  for (auto const& each : root) {
    auto const& name = each.first.Scalar();
    auto const* const found = std::find_if(std::begin(config_keys), std::end(config_keys),
                                           [&](key const& k) { return k.name == name; });
    if (found == std::end(config_keys))
      return wrong(file, each.first.Mark(),
                   fmt::format("there is no key '{}'; there are {}", name, known_keys()));
    if (!seen.insert(name).second)
      return wrong(file, each.first.Mark(), fmt::format("{} is there twice", name));
    bool const plain = each.second.IsScalar() || each.second.IsNull();
    auto const expected =
        plain ? found->take(all, each.second.IsNull() ? "" : each.second.Scalar()) : "one value";
    if (!expected.empty())
      return wrong(file, each.second.Mark(),
                   fmt::format("{} is '{}' where {} is expected", name,
                               plain ? each.second.Scalar() : "several values", expected));
  }
  if (auto const against = contradiction(all); !against.empty())
    return wrong(file, YAML::Mark::null_mark(), against);
  return all;
}

}  // namespace

result<config> read_config(std::string_view text, std::string_view file) {
  // A configuration is flat; what nests deep would cost the parser its stack.
  std::size_t depth = 0;
  for (char const c : text)
    if ((c == '[' || c == '{') && ++depth > 100)
      return wrong(file, YAML::Mark::null_mark(), "brackets where none belong");
  try {
    return read_members(YAML::Load(std::string(text)), file);
  } catch (YAML::Exception const& error) {
    return wrong(file, error.mark, error.msg);
  }
}

}  // namespace cyclers::maccor
